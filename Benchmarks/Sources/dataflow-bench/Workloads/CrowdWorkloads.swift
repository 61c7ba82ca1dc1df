import BenchKit
import Dataflow

/// Many graphs at once, and one graph that leaves no core to anybody else.
enum CrowdWorkloads {
    static let all = [manyGraphs, heavyStages, waitForThread]

    static var manyGraphs: Workload {
        let amount = Contender.Amount.exactly(1_000)
        let result = triangle(10) + 10
        let engine = Engine.contenders(amount) { graphs, parallelism in
            try await withThrowingTaskGroup { group in
                for _ in 0..<graphs {
                    group.addTask {
                        try await Flow(0..<10).mapped(1, capacity: 256).summed().run(parallelism: parallelism)
                    }
                }
                for try await sum in group { try expect(sum, toBe: result) }
            }
        }
        let stream = Contender("AsyncStream", amount) { graphs in
            try await withThrowingTaskGroup { group in
                for _ in 0..<graphs { group.addTask { await AsyncStreams.chain(maps: 1, elements: 10) } }
                for try await sum in group { try expect(sum, toBe: result) }
            }
        }
        return Workload("many graphs", ["graphs": 1_000, "elements": 10], unit: "graph", contenders: engine + [stream])
    }

    /// Two stages that work for a microsecond on each element: on two cores they should take half as long.
    static var heavyStages: Workload {
        let expected: @Sendable (Int) -> Int = { triangle($0) + 2 * $0 }
        let most = Contender.Amount.upTo(1_000_000)
        let engine = Engine.contenders(most, expecting: expected) { elements in
            Flow(0..<elements).map(Work.microsecond).map(Work.microsecond).summed()
        }
        let loop = Contender("loop", most) { elements in
            var sum = 0
            for element in 0..<elements { sum &+= Work.microsecond(Work.microsecond(element)) }
            try expect(sum, toBe: expected(elements))
        }
        return Workload("heavy stages", ["stages": 2, "work": "1 µs"], hops: 3, contenders: engine + [loop])
    }

    /// How long a task of the app waits for a thread while a graph keeps every core busy.
    static var waitForThread: Workload {
        let most = Contender.Amount.upTo(2_000)
        let engine = Engine.measuring(most) { tasks, parallelism in
            let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
            let notice: @Sendable (Int) -> Void = { if $0 == 100_000 { arrival.yield() } }
            let sink = Flow(0..<Int.max).mapped(8, capacity: 256).forEach(notice)
            return try await Graph("busy") { sink }.run(parallelism: parallelism) { _ in
                for await _ in arrivals { break }
                return await taskStarts(tasks)
            }
        }
        let nothing = Contender.measuring("nothing else runs", most) { await taskStarts($0) }
        return Workload("wait for a thread", unit: "task", contenders: engine + [nothing])
    }

    private static func taskStarts(_ tasks: Int) async -> Sample {
        var sample = Sample(nanoseconds: 0)
        let whole = Stopwatch()
        for _ in 0..<tasks {
            let start = Stopwatch.now
            let begin = await Task { Stopwatch.now }.value
            sample.latencies.append(begin - start)
        }
        sample.nanoseconds = whole.elapsed
        return sample
    }
}

/// Work that takes about a microsecond on this machine.
enum Work {
    /// How many rounds that is; found out once.
    private static let rounds: Int = {
        let trial = 2_000_000
        var best = Int64.max
        for _ in 0..<3 {
            let start = Stopwatch()
            _ = churn(1, rounds: trial)
            best = min(best, start.elapsed)
        }
        return max(1, trial * 1_000 / Int(max(best, 1)))
    }()

    static func microsecond(_ element: Int) -> Int {
        // The work's result is odd in the last bit, and so no more than a reason to do it.
        element &+ (churn(element, rounds: rounds) | 1) & 1
    }

    @inline(never)
    private static func churn(_ seed: Int, rounds: Int) -> Int {
        var state = UInt64(truncatingIfNeeded: seed)
        for _ in 0..<rounds { state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
        return Int(truncatingIfNeeded: state)
    }
}
