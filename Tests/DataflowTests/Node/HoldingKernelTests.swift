import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

/// Holds what comes, and gives it back one by one.
private struct Store: HoldingBehavior, Sendable {
    var limit = Int.max
    var held: [Int] = []
    var deadline: Duration?
    var droppedCount = 0
    var failure: (any Error)?
    /// Called for each element before it is held.
    var check: @Sendable (Int) throws -> Void = { _ in }
    var checkEnd: @Sendable () throws -> Void = {}

    var isAccepting: Bool { held.count < limit }
    var isReady: Bool { deadline == nil && !held.isEmpty }
    var heldCount: Int { held.count }

    mutating func receive(_ element: Int, now: Duration) throws {
        try check(element)
        if element < 0 { droppedCount += 1 } else { held.append(element) }
    }

    mutating func handOver(now: Duration) -> Int? { held.removeFirst() }
    mutating func inputEnded(_ failure: (any Error)?, now: Duration) throws { try checkEnd() }
}

@Suite("HoldingKernel", .timeLimit(.minutes(5)))
struct HoldingKernelTests {
    private let source = TestSource<Int>(capacity: 8)
    private let sink = TestSink<Int>()

    private func graph(_ behavior: Store, _ policy: FailurePolicy = .stop) -> Graph<Int> {
        Graph { sink.sink(source.flow.named("source").transform(behavior).named("store").onFailure(policy)) }
    }

    @Test("it takes in while downstream is full, and hands over one for each demand")
    func demand() async throws {
        try await graph(Store()).run { run in
            try await source.send(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
            try await sink.expectNothing()
            let before = run.snapshot()
            #expect(before.edge(after: "source")?.held == 0)
            #expect(before.edge(after: "store")?.capacity == 1)
            sink.request(3)
            try await sink.expect(0, 1, 2)
            try await sink.expectNothing()
            #expect((run.snapshot().edge(after: "store")?.accepted ?? .max) <= 4)
        }
    }

    @Test("one that accepts no more leaves the rest to upstream")
    func limit() async throws {
        try await graph(Store(limit: 2)).run { run in
            // One lies before the sink, two are held, eight fill the mailbox.
            try await source.send(0)
            try await sink.expectNothing()
            try await source.send(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
            try await source.expectNoDemand()
            sink.requestAll()
            try await sink.expect(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
            source.finish()
            try await sink.expectCompletion()
        }
    }

    @Test("E3 what is held goes out first, then the failure of the input", arguments: [0, 1, 3])
    func failure(count: Int) async throws {
        let error = await #expect(throws: GraphError.self) {
            try await graph(Store()).run { run in
                for number in 0..<count { try await source.send(number) }
                source.fail(TestFailure(number: 4))
                if count > 0 {
                    try await sink.expectNothing()
                    sink.requestAll()
                }
                for number in 0..<count { try await sink.expect(number) }
                try await sink.expectFailure(TestFailure(number: 4))
                _ = try await run.value
            }
        }
        #expect(error?.node == "source")
    }

    @Test("F10 an error of the behavior at the end does not hide the failure of the input")
    func failureTwice() async throws {
        let store = Store(checkEnd: { throw TestFailure(number: 2) })
        let error = await #expect(throws: GraphError.self) {
            try await graph(store).run { run in
                source.fail(TestFailure(number: 1))
                _ = try await run.value
            }
        }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(error?.others.map(\.node) == ["store"])
    }

    @Test(
        "E4 what the behavior drops is counted at its node, also in a run that is cancelled; what it holds is discarded"
    )
    func ledger() async throws {
        let outcome = try await graph(Store()).outcome { run in
            try await source.send(0)
            try await sink.expectNothing()
            try await source.send(1, -1, 2, -1, -1)
            try await sink.expectNothing()
            #expect(run.snapshot().node("store")?.dropped == 3)
            run.cancel()
        }
        #expect(outcome.wasCancelled)
        let node = outcome.snapshot.node("store")
        #expect(node?.dropped == 3)
        #expect(node?.discarded == 2)
    }

    @Test(
        "an element for which it throws is dropped where the flow says so; a new behavior drops what the old one held")
    func policies() async throws {
        for (policy, survivors, dropped) in [(FailurePolicy.skip, [0, 1, 3], 1), (.restart, [0, 3], 2)] {
            let (source, sink) = (TestSource<Int>(capacity: 8), TestSink<Int>())
            let store = Store(check: { if $0 == 2 { throw TestFailure() } })
            let graph = Graph { sink.sink(source.flow.transform(store).named("store").onFailure(policy)) }
            try await graph.run { run in
                try await source.send(0)
                try await sink.expectNothing()
                try await source.send(1, 2, 3)
                try await sink.expectNothing()
                #expect(run.snapshot().node("store")?.dropped == dropped)
                sink.requestAll()
                for survivor in survivors { try await sink.expect(survivor) }
            }
        }
    }

    @Test("its own failure comes behind what it holds")
    func ownFailure() async throws {
        struct Fuse: HoldingBehavior {
            var held: [Int] = []
            var failure: (any Error)?
            var isReady: Bool { !held.isEmpty }
            var heldCount: Int { held.count }

            mutating func receive(_ element: Int, now: Duration) {
                if element == 2 { failure = TestFailure(number: 5) } else { held.append(element) }
            }

            mutating func handOver(now: Duration) -> Int? { held.removeFirst() }
        }
        let error = await #expect(throws: GraphError.self) {
            try await Graph { sink.sink(source.flow.transform { Fuse() }.named("fuse")) }.run { run in
                try await source.send(0, 1, 2)
                try await sink.expectNothing()
                sink.requestAll()
                try await sink.expect(0, 1)
                try await sink.expectFailure(TestFailure(number: 5))
                _ = try await run.value
            }
        }
        #expect(error?.node == "fuse")
    }

    @Test(
        "F8 a behavior that leaves a deadline that has come, or is ready with nothing, fails its node",
        arguments: [true, false])
    func stuck(isDue: Bool) async throws {
        struct Stuck: HoldingBehavior {
            let isDue: Bool
            var isReady: Bool { !isDue }
            var deadline: Duration? { isDue ? .zero : nil }
            var heldCount: Int { 1 }
            mutating func receive(_ element: Int, now: Duration) {}
            mutating func handOver(now: Duration) -> Int? { nil }
        }
        let flow = Flow(0..<3).transform { Stuck(isDue: isDue) }.named("stuck")
        let outcome = try await within("a stuck behavior") { try await flow.collect().outcome() }
        #expect(outcome.graphError?.node == "stuck")
        #expect(outcome.graphError?.underlying is StuckDeadline)
    }

    @Test("one that is not fresh leaves the mailboxes below as they are")
    func capacity() {
        let flow = Flow(0..<3).transform(Store(), isFresh: false).map { $0 }
        #expect(GraphPlan(sinks: [flow.collect().value.erased]).edges.map(\.capacity).allSatisfy { $0 != 1 })
    }
}
