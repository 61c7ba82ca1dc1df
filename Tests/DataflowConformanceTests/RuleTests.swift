import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// Cases that are not about one operator.
@Suite("Conformance of edges and runs")
struct RuleTests {
    @Test(
        "R1.7 T10 An element and an end from two tasks: no element after the end, and one end", arguments: [1, 2, 16])
    func race(capacity: Int) async throws {
        try await explore(seeds: 0..<UInt64(seedsEach * 4)) { _ in
            let inlet = Inlet<Int>(capacity: capacity)
            async let received = Flow(inlet).collect().run()
            let sent = await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do { try await inlet.send(1) } catch { return false }
                    return true
                }
                group.addTask {
                    inlet.finish()
                    return false
                }
                return await group.contains(true)
            }
            let elements = try await received
            try #require(elements == (sent ? [1] : []))
            try #require(throws: InletClosed.self) { if case .closed(let error) = inlet.trySend(2) { throw error } }
        }
    }

    @Test("R1.7 T10 The same with a failure: what was accepted comes first, and the failure once")
    func raceWithFailure() async throws {
        try await explore(seeds: 0..<UInt64(seedsEach * 4)) { _ in
            let inlet = Inlet<Int>(capacity: 1)
            let seen = Recorder<Int>()
            async let end: Void = Flow(inlet).forEach { seen.record($0) }.run()
            async let sent = (try? await inlet.send(1)) != nil
            inlet.fail(Boom("raced"))
            inlet.fail(Boom("late"))
            var failure: GraphError?
            do { try await end } catch let error as GraphError { failure = error }
            try #require(failure?.underlying as? Boom == Boom("raced"))
            let wasSent = await sent
            try #require(seen.elements == (wasSent ? [1] : []))
        }
    }

    @Test("R3.3 T51 A chain of a thousand operators needs no stack")
    func depth() async throws {
        let chain = (0..<1_000).reduce(Flow(0..<2_000)) { flow, _ in flow.map { $0 + 1 } }
        let sum = try await chain.reduce(0) { $0 + $1 }.run()
        #expect(sum == (0..<2_000).reduce(0) { $0 + $1 + 1_000 })
    }

    @Test("R1.11 T34 Branches of a broadcast see the same, whatever each does with it")
    func broadcast() async throws {
        try await explore(seeds: 0..<UInt64(seedsEach * 4)) { _ in
            let shared = Flow(0..<9).map { $0 * 2 }.capacity(2)
            let (all, some, sum) = try await Graph("broadcast") {
                shared.capacity(1).collect()
                shared.prefix(3).collect()
                shared.reduce(0) { $0 + $1 }
            }.run()
            try #require(all == (0..<9).map { $0 * 2 } && some == [0, 2, 4] && sum == 72)
        }
    }
}

/// Every schedule there is, for graphs that are small enough.
@Suite("Every schedule of small graphs")
struct EveryScheduleTests {
    private func all(
        _ schedules: Int, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: @escaping @Sendable (Simulation) async throws -> Void
    ) async throws {
        let found = try await exhaustive(schedules: schedules, body)
        #expect(found.isComplete, "more than \(found.schedules)", sourceLocation: sourceLocation)
    }

    @Test("R1.5 Two elements and completion, one place")
    func source() async throws {
        try await all(2_000) { _ in
            let elements = try await Flow([1, 2]).capacity(1).collect().run()
            try #require(elements == [1, 2])
        }
    }

    @Test("R1.4 An element and a failure")
    func failure() async throws {
        try await all(20_000) { _ in
            let seen = Recorder<Int>()
            let flow = Flow<Int>(source: CountingSource(1, failure: Boom())).capacity(1)
            let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
            try #require(error?.underlying as? Boom == Boom() && seen.elements == [0])
        }
    }

    @Test("R3.12 A consumer that is satisfied by the first of endlessly many")
    func satisfied() async throws {
        try await all(20_000) { _ in
            let probe = SourceProbe()
            let first = try await Flow<Int>(source: CountingSource(probe: probe)).capacity(1).first().run()
            try #require(first == 0 && probe.closes.value == 1)
        }
    }

    @Test("C2 The first four thousand schedules of a merge of two sources of one element")
    func merged() async throws {
        let found = try await exhaustive(schedules: 4_000) { _ in
            let elements = try await merge(Flow([1]).capacity(1), Flow([2]).capacity(1)).capacity(1).collect().run()
            try #require(elements.sorted() == [1, 2])
        }
        #expect(found.isComplete || found.schedules == 4_000)
    }
}
