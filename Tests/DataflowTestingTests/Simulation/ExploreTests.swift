import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Exploring schedules")
struct ExploreTests {
    struct Lost: Error, Equatable { let total: Int }

    /// Two lanes read a number, give way, and write it back: one may overwrite what the other wrote.
    private static func lostUpdate(_ simulation: Simulation) async throws {
        let total = Locked(0)
        try await Flow(1...4).forEach(concurrency: 2) { _ in
            let seen = total { $0 }
            if seen == 2 { await Task.yield() }
            total { $0 = seen + 1 }
        }.run()
        let end = total { $0 }
        if end != 4 { throw Lost(total: end) }
    }

    @Test("a race that few schedules show is found, shortened, and the printed line repeats it")
    func race() async throws {
        let failure = try #require(
            await #expect(throws: SimulationFailure.self) { try await explore(seeds: 0..<2_000, Self.lostUpdate) })
        #expect(failure.underlying as? Lost != nil)
        let seed = try #require(failure.seed)
        #expect(failure.line == "try await replay(\"\(failure.schedule)\") { simulation in … }")
        let again = try #require(
            await #expect(throws: SimulationFailure.self) { try await replay(failure.schedule, Self.lostUpdate) })
        #expect(again.underlying as? Lost == failure.underlying as? Lost)
        #expect(again.trace == failure.trace)
        let unshortened = try #require(
            await #expect(throws: SimulationFailure.self) { try await simulate(seed: seed, Self.lostUpdate) })
        #expect(failure.schedule.count < unshortened.schedule.count)
    }

    /// A box that one branch fills and the other reads, as if the branches kept step.
    private static func sharedBox(_ simulation: Simulation) async throws {
        let box = Locked(0)
        let numbers = Flow(1...8)
        let filled = numbers.map { number in
            box { $0 = number }
            return number
        }
        let graph = Graph("box") {
            filled.ignore()
            numbers.forEach { number in
                let seen = box { $0 }
                if number > seen + 3 { throw Lost(total: seen) }
            }
        }
        try await graph.run()
    }

    @Test("a hand-over outside of any mailbox is found: the default order hides it, a few decisions show it")
    func handOver() async throws {
        let failure = try #require(
            await #expect(throws: SimulationFailure.self) { try await explore(seeds: 0..<500, Self.sharedBox) })
        let error = try #require(failure.underlying as? GraphError)
        #expect(error.underlying is Lost)
        // The numbers of a schedule stand for decisions, and only those above zero depart from the default.
        let departures = failure.schedule.split(separator: "-").filter { $0.first != "z" && $0 != "0" }
        #expect(departures.count <= 6, "\(failure)")
    }

    @Test("a failure that every schedule shows is shortened to deciding nothing")
    func always() async throws {
        let failure = try #require(
            await #expect(throws: SimulationFailure.self) {
                try await explore(seeds: 5..<100) { _ in
                    let count = try await merge(Flow(1...5), Flow(1...5)).count().run()
                    throw Lost(total: count)
                }
            })
        #expect(failure.seed == 5 && failure.tried == 0)
        #expect(failure.schedule == "")
        #expect(failure.underlying as? Lost == Lost(total: 10))
    }

    @Test("what never fails is played once for each seed")
    func nothing() async throws {
        let plays = Counter()
        let result = try await explore(seeds: 10..<40) { _ in
            plays.add()
            _ = try await Flow(1...3).count().run()
        }
        #expect(result.schedules == 30 && !result.isComplete)
        // One seed is played twice more, to see whether it repeats.
        #expect(plays.value == 32)
    }
}
