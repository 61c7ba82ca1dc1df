import AsyncAlgorithms
import BenchKit
import Dataflow

/// Flows that start and end while their graph runs, and groups that live.
enum NestWorkloads {
    static let all = [1, 2, 4].map(inner) + [latest] + [10, 1_000].map(grouped)

    /// A flow of one element for each element: started, run and freed.
    static func inner(nodes: Int) -> Workload {
        let expected: @Sendable (Int) -> Int = { triangle($0) + $0 * (nodes - 1) }
        let engine = Engine.contenders(.upTo(200_000), expecting: expected) { flows in
            Flow(0..<flows).flatMap { Flow.just($0).mapped(nodes - 1, capacity: 1) }.summed()
        }
        let others = [
            Contender("task group", .upTo(200_000)) { flows in
                let sum = await TaskGroups.map(concurrency: 16, isOrdered: false, elements: flows) { $0 &+ nodes &- 1 }
                try expect(sum, toBe: expected(flows))
            },
            Contender("async sequences", .upTo(200_000)) { flows in
                let flat = (0..<flows).async.flatMap { CollectionOfOne($0 &+ nodes &- 1).async }
                try expect(await AsyncAlgorithmsContender.sum(flat), toBe: expected(flows))
            },
            Contender("OpenCombine", .upTo(200_000)) { flows in
                try expect(OpenCombineContender.inner(nodes: nodes, flows: flows), toBe: expected(flows))
            },
        ]
        return Workload("inner flow", ["nodes": .number(nodes)], unit: "flow", contenders: engine + others)
    }

    /// Each element's flow is replaced by the next one's, or has ended before.
    static var latest: Workload {
        let engine = Engine.contenders(.upTo(200_000)) { flows, parallelism in
            let last = try await Flow(0..<flows).flatMapLatest { Flow.just($0) }.last().run(parallelism: parallelism)
            try expect(last, toBe: flows - 1)
        }
        let openCombine = Contender("OpenCombine", .upTo(200_000)) { flows in
            try expect(OpenCombineContender.latest(flows: flows), toBe: triangle(flows))
        }
        return Workload("latest flow", unit: "flow", contenders: engine + [openCombine])
    }

    /// Elements of so many keys in turn, a flow for each: a thousand elements for each.
    static func grouped(keys: Int) -> Workload {
        let expected: @Sendable (Int) -> Int = { triangle($0) + $0 }
        let engine = Engine.contenders(.exactly(1_000 * keys), expecting: expected) { elements in
            Flow(0..<elements).grouped(by: { $0 % keys }, maxGroups: keys) { _, group in group.map { $0 &+ 1 } }
                .summed()
        }
        let streams = Contender("AsyncStream", .exactly(1_000 * keys)) {
            try expect(await AsyncStreams.grouped(keys: keys, elements: $0), toBe: expected($0))
        }
        return Workload("grouped", ["keys": .number(keys)], contenders: engine + [streams])
    }
}
