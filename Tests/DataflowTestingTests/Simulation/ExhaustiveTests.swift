import Dataflow
import DataflowProbes
import Testing

@testable import DataflowTesting

@Suite("All schedules")
struct ExhaustiveTests {
    @Test("the schedules of two child tasks are counted exactly")
    func tasks() async throws {
        let result = try await exhaustive { _ in
            async let first: Void = {}()
            async let second: Void = {}()
            _ = await (first, second)
        }
        // Once the first has ended, its end and the second are free to be taken in either order.
        #expect(result.schedules == 3 && result.isComplete)
    }

    @Test("no schedule of a graph comes twice, and none is left out that a seed finds")
    func graph() throws {
        let body: Trial<Int>.Body = { _ in try await Flow([1, 2]).capacity(1).count().run() }
        var all: Set<String> = []
        var count = 0
        var script: [Int]? = []
        while let current = script {
            let trial = Trial(Decider(script: current, budgetOptions: 1), limit: 1000, isWritten: true, body)
            #expect(trial.failure == nil)
            all.insert(Self.order(trial.trace))
            count += 1
            try #require(count < 20_000)
            script = Odometer.next(after: trial.decisions)
        }
        #expect(all.count == count)
        for seed in UInt64(0)..<300 {
            var generator = ScheduleGenerator(seed: seed)
            let script = (0..<100).map { _ in generator.below(6) }
            let trial = Trial(Decider(script: script, budgetOptions: 1), limit: 1000, isWritten: true, body)
            #expect(all.contains(Self.order(trial.trace)))
        }
    }

    private static func order(_ trace: SimulationTrace) -> String {
        trace.events.map { "\($0)" }.joined(separator: "\n")
    }

    @Test("a race is found wherever it hides")
    func race() async throws {
        struct Lost: Error {}
        let failure = try #require(
            await #expect(throws: SimulationFailure.self) {
                try await exhaustive { _ in
                    let total = Locked(0)
                    await withTaskGroup { group in
                        for _ in 0..<2 {
                            group.addTask {
                                let seen = total { $0 }
                                await Task.yield()
                                total { $0 = seen + 1 }
                            }
                        }
                    }
                    if total({ $0 }) != 2 { throw Lost() }
                }
            })
        #expect(failure.underlying is Lost)
        #expect(failure.seed == nil)
    }

    @Test("what has too many schedules is played as often as allowed, and says so")
    func limit() async throws {
        let plays = Counter()
        let result = try await exhaustive(schedules: 50) { _ in
            plays.add()
            _ = try await merge(Flow(1...3), Flow(1...3)).count().run()
        }
        #expect(result.schedules == 50 && !result.isComplete)
        #expect(plays.value == 50)
    }
}
