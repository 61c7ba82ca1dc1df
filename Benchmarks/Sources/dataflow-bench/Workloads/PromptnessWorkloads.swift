import BenchKit
import Dataflow

/// How long others wait for a closure that computes: here for the end of a run that it is part of.
enum PromptnessWorkloads {
    static let all = [cancel, deadline, failure, firstResult, burst, blockedNeighbour]

    /// Rounds of up to 20 ms each, which do not grow with the time that a sample should take.
    static let most = Contender.Amount.upTo(20)

    static func workload(_ name: ParameterValue, _ contenders: [Contender]) -> Workload {
        Workload("promptness", ["case": name], unit: "round", contenders: contenders)
    }

    /// Only what a round measures counts, not what comes before and after.
    static func sample(_ rounds: Int, _ round: () async throws -> Int64) async rethrows -> Sample {
        var sample = Sample(nanoseconds: 0)
        for _ in 0..<rounds {
            let nanoseconds = try await round()
            sample.latencies.append(nanoseconds)
            sample.nanoseconds += nanoseconds
        }
        return sample
    }

    static func engine(_ round: @escaping @Sendable (_ parallelism: Int?) async throws -> Int64) -> [Contender] {
        Engine.measuring(most) { rounds, parallelism in try await sample(rounds) { try await round(parallelism) } }
    }

    static func contender(_ name: String, _ round: @escaping @Sendable () async throws -> Int64) -> Contender {
        .measuring(name, most) { try await sample($0, round) }
    }

    /// From the cancel of a run to its end.
    static var cancel: Workload {
        let engine = engine { parallelism in
            let (graph, computing) = computingGraph()
            let start = try await graph.run(parallelism: parallelism) { run in
                await computing.hasBegun()
                let start = Stopwatch.now
                run.cancel()
                return start
            }
            return Stopwatch.now - start
        }
        let others = [
            contender("task group") { await TaskGroups.cancel() },
            contender("async-algorithms") { await AsyncAlgorithmsContender.cancel() },
        ]
        return workload("cancel", engine + others)
    }

    /// How much later than its deadline a drain returns.
    static var deadline: Workload {
        let engine = engine { parallelism in
            let (graph, computing) = computingGraph()
            return try await graph.run(parallelism: parallelism) { run in
                await computing.hasBegun()
                let start = Stopwatch()
                do {
                    try await run.drain(deadline: .milliseconds(1))
                } catch is DrainDeadlineExceeded {}
                return start.elapsed - 1_000_000
            }
        }
        return workload("deadline", engine + [contender("task group") { await TaskGroups.deadline(milliseconds: 1) }])
    }

    private static func computingGraph() -> (Graph<Void>, Computing) {
        let computing = Computing()
        let sink = Flow(0..<1).map { (element: Int) async in computing.untilCancelled(element) }.ignore()
        return (Graph("computing") { sink }, computing)
    }

    /// From the throw of a closure to the end of the run, while the operator's other closure computes.
    static var failure: Workload {
        let engine = engine { parallelism in
            try await fromThrow { work in
                try await Flow(0..<2).map(concurrency: 2) { try await work($0) }.ignore().run(parallelism: parallelism)
            }
        }
        let others = [
            contender("task group") { try await fromThrow(TaskGroups.run) },
            contender("async-algorithms") { try await fromThrow(AsyncAlgorithmsContender.run) },
        ]
        return workload("failure", engine + others)
    }

    private struct Boom: Error {}

    /// - Parameter run: calls the closure with 0 and with 1 side by side, until one throws.
    private static func fromThrow(
        _ run: (_ work: @escaping @Sendable (Int) async throws -> Int) async throws -> Void
    ) async throws -> Int64 {
        let (computing, thrown) = (Computing(), Moment())
        do {
            try await run { element in
                if element == 0 { return computing.untilCancelled(element) }
                await computing.hasBegun()
                thrown.mark()
                throw Boom()
            }
            try expect("no error", toBe: "an error")
        } catch  where thrown.time > 0 {}
        await computing.hasEnded()
        return Stopwatch.now - thrown.time
    }
}
