import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Simulating one schedule")
struct SimulateTests {
    /// Two sources that meet: small, and with many schedules.
    private static func merged(_ simulation: Simulation) async throws -> [Int] {
        try await merge(Flow([1, 2, 3]).capacity(2), Flow([10, 20, 30]).capacity(1)).map { $0 + 1 }.collect().run()
    }

    @Test("the same seed gives the same trace, event for event")
    func sameSeed() async throws {
        for seed in UInt64(0)..<20 {
            let first = try await simulate(seed: seed, Self.merged)
            let second = try await simulate(seed: seed, Self.merged)
            #expect(first.trace == second.trace)
            #expect(first.value == second.value)
            #expect(first.value.sorted() == [2, 3, 4, 11, 21, 31])
        }
    }

    @Test("different seeds give different schedules, and different orders of what no one orders")
    func differentSeeds() async throws {
        var traces: Set<String> = []
        var orders: Set<[Int]> = []
        for seed in UInt64(0)..<50 {
            let result = try await simulate(seed: seed, Self.merged)
            traces.insert("\(result.trace)")
            orders.insert(result.value)
        }
        #expect(traces.count > 45)
        #expect(orders.count > 5)
    }

    @Test("the printed decisions repeat a simulation, event for event")
    func replayed() async throws {
        for seed in UInt64(0)..<20 {
            let first = try await simulate(seed: seed, Self.merged)
            let second = try await replay(first.schedule, Self.merged)
            #expect(first.trace == second.trace)
        }
    }

    @Test("a text that is no schedule is refused", arguments: ["x", "1-z", "z", "1-2x", "z0"])
    func invalid(text: String) async throws {
        let error = await #expect(throws: InvalidSchedule.self) { try await replay(text, Self.merged) }
        #expect(error?.text == text)
    }

    @Test("what the body throws is the failure, with the trace and the line that repeats it")
    func failure() async throws {
        struct Wrong: Error {}
        let failure = try #require(
            await #expect(throws: SimulationFailure.self) {
                try await simulate(seed: 3) { simulation in
                    _ = try await Self.merged(simulation)
                    throw Wrong()
                }
            })
        #expect(failure.underlying is Wrong)
        #expect(failure.seed == 3)
        #expect(failure.trace.events.count > 10)
        #expect(failure.description.contains(failure.line))
    }

    @Test("a simulation that never ends is stopped, and shows the end of its trace")
    func endless() async throws {
        let failure = try #require(
            await #expect(throws: SimulationFailure.self) {
                try await simulate(seed: 1, limit: 500) { _ in try await Flow(0...).ignore().run() }
            })
        #expect((failure.underlying as? EndlessSimulation)?.limit == 500)
        #expect(failure.trace.events.count == 500)
        #expect("\(failure)".contains("still running after 500 events"))
        #expect("\(failure.trace)".contains("… 300 events"))
    }

    @Test("an invariant is checked after every event, and when it no longer holds the simulation ends")
    func invariant() async throws {
        let failure = try #require(
            await #expect(throws: SimulationFailure.self) {
                try await simulate(seed: 2) { simulation in
                    let sum = Locked(0)
                    simulation.always("the sum stays below 4") { sum { $0 } < 4 }
                    try await Flow(0...).forEach { number in sum { $0 += number } }.run()
                }
            })
        #expect((failure.underlying as? InvariantViolated)?.invariant == "the sum stays below 4")
        #expect(failure.trace.events.last.map { "\($0)" }?.contains("forEach") == true)
    }

    @Test("an invariant is checked once after every event")
    func askedOnce() async throws {
        let asked = Counter()
        let end = try await simulate(seed: 2) { simulation in
            simulation.always("nothing") {
                asked.add()
                return true
            }
            try await Flow(0..<10).ignore().run()
            return asked.value
        }
        // The event in which the body ends comes after its last look.
        #expect(asked.value == end.value + 1)
        #expect(asked.value <= end.trace.events.count)
    }

    @Test("what does not hold for one moment only is a failure, too")
    func forOneMoment() async throws {
        let failure = try #require(
            await #expect(throws: SimulationFailure.self) {
                try await simulate(seed: 2) { simulation in
                    let asked = Counter()
                    simulation.always("not at the third look") { asked.add() != 3 }
                    try await Flow(0..<10).ignore().run()
                }
            })
        #expect((failure.underlying as? InvariantViolated)?.invariant == "not at the third look")
    }

    @Test("a simulation ends when the task that runs it is cancelled")
    func cancelled() async throws {
        let task = Task {
            try await simulate(seed: 1, limit: .max) { _ in
                try await Flow(0...).ignore().run()
            }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
