import BenchKit
import Dataflow

/// Chains of so many nodes over one element: what it costs to build, run and free them, and to cut them short.
enum LifeWorkloads {
    static let sizes = [2, 10, 100, 1_000, 10_000, 100_000]
    static let all = sizes.map(build) + sizes.map(cancel)

    static func build(nodes: Int) -> Workload {
        let amount = Contender.Amount.exactly(nodes)
        let expected: @Sendable (Int) -> Int = { $0 - 2 }
        let engine = Engine.contenders(amount, expecting: expected) { nodes in
            Flow(0..<1).mapped(nodes - 2, capacity: 256).summed()
        }
        let openCombine = Contender("OpenCombine", amount) {
            try expect(OpenCombineContender.chain(maps: $0 - 2, elements: 1), toBe: expected($0))
        }
        let small = [
            Contender("AsyncStream", amount) {
                try expect(await AsyncStreams.chain(maps: $0 - 2, elements: 1), toBe: expected($0))
            },
            Contender("naive-actors", amount) {
                try expect(await NaiveActors.chain(maps: $0 - 2, elements: 1), toBe: expected($0))
            },
        ]
        return Workload(
            "build, run, free",
            ["nodes": .number(nodes)],
            unit: "node",
            isHeavy: nodes > 1_000,
            // OpenCombine calls from stage to stage: a long chain overflows the stack. naive-actors do, too, when freed.
            contenders: engine + (nodes <= 1_000 ? small : []) + (nodes <= 100 ? [openCombine] : [])
        )
    }

    /// From the call that cancels to the end of the run, with elements in every mailbox.
    static func cancel(nodes: Int) -> Workload {
        let engine = Engine.measuring(.exactly(nodes)) { nodes, parallelism in
            let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
            let maps = nodes - 2
            let notice: @Sendable (Int) -> Void = { if $0 == maps { arrival.yield() } }
            let sink = Flow(0..<Int.max).mapped(maps, capacity: 16).forEach(notice)
            let start = try await Graph("cancelled") { sink }.run(parallelism: parallelism) { _ in
                for await _ in arrivals { break }
                return Stopwatch.now
            }
            return Sample(nanoseconds: Stopwatch.now - start)
        }
        return Workload(
            "cancel in mid-flow",
            ["nodes": .number(nodes)],
            unit: "node",
            isHeavy: nodes > 1_000,
            contenders: engine
        )
    }
}
