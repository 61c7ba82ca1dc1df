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

    @Test("speed")
    func speed() async throws {
        let r = try await simulate(seed: 1, Self.merged)
        print(r.trace)
        let start = ContinuousClock.now
        let n = try await explore(seeds: 0..<2000) { _ = try await Self.merged($0) }
        print(n, start.duration(to: .now) / 2000)
    }
}
