import Dataflow
import DataflowTesting
import Testing

@Suite("catch", .timeLimit(.minutes(5)))
struct CatchTests {
    private let log = Recorder<ProbeSource.Event>()

    private func failing(_ range: Range<Int> = 0..<3, number: Int = 1) -> Flow<Int> {
        Flow(source: ProbeSource(range, failing: TestFailure(number: number), log: log)).named("failing")
    }

    @Test("catch keeps the laws of every operator, and a failure completes it when nothing is to follow")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input, isSatisfied: true) { $0.catch { _ in .empty() } }.check()
    }

    @Test("the elements before the failure come first, then the fallback", arguments: [1, 2, 64])
    func fallback(capacity: Int) async throws {
        let errors = Recorder<TestFailure?>()
        let log = log
        let flow = failing(0..<300, number: 7).capacity(capacity).catch { error in
            errors.record(error as? TestFailure)
            return Flow(source: ProbeSource(1_000..<1_300, log: log)).capacity(capacity)
        }
        let (elements, snapshot) = try await runToEnd(Graph { flow.capacity(capacity).collect() })
        #expect(elements == Array(0..<300) + Array(1_000..<1_300))
        #expect(errors.elements == [TestFailure(number: 7)])
        #expect(log.closings == 2)
        #expect(snapshot.isConserved)
    }

    @Test("of one type of errors only those are caught; others go on as they are")
    func typed() async throws {
        struct Other: Error {}
        let flow = failing(number: 7).catch(TestFailure.self) { failure in Flow([failure.number]) }
        #expect(try await flow.collect().run() == [0, 1, 2, 7])
        let passed = failing(number: 7).catch(Other.self) { _ in Flow([-1]) }
        let error = await #expect(throws: GraphError.self) { try await passed.collect().run() }
        #expect(error?.node == "failing")
        #expect(error?.others.isEmpty == true)
        let again = flow.append(.failing(TestFailure(number: 8))).catch(Other.self) { _ in Flow([-1]) }
            .catch(TestFailure.self) { failure in Flow([failure.number]) }
        #expect(try await again.collect().run() == [0, 1, 2, 7, 8])
    }

    @Test("run() throws around the same error that a catch gets")
    func sameStory() async throws {
        let caught = Recorder<TestFailure?>()
        let flow = failing(number: 7)
        _ = try await flow.catch { error in
            caught.record(error as? TestFailure)
            return .empty()
        }.collect().run()
        do {
            try await flow.ignore().run()
            Issue.record("it completed")
        } catch let error as GraphError where error.underlying is TestFailure {
            #expect(error.underlying as? TestFailure == caught.elements.first)
        }
    }

    @Test("the fallback does not start before the failure")
    func late() async throws {
        let log = log
        let flow = failing().catch { _ in Flow(source: ProbeSource(3..<5, log: log)) }
        #expect(try await flow.collect().run() == [0, 1, 2, 3, 4])
        let pulled = (0..<3).map { ProbeSource.Event.pulled($0) }
        #expect(log.elements == pulled + [.closed, .pulled(3), .pulled(4), .closed])
    }

    @Test("each run of the graph calls the fallback for itself")
    func runs() async throws {
        let calls = Recorder<Int>()
        let sink = failing().catch { _ in
            calls.record(0)
            return Flow([9])
        }.collect()
        async let other = sink.run()
        #expect(try await sink.run() == [0, 1, 2, 9])
        #expect(try await other == [0, 1, 2, 9])
        #expect(calls.count == 2)
        #expect(log.closings == 2)
    }

    @Test("a fallback that fails is a failure; the handler is not asked again, but a catch below is")
    func failingFallback() async throws {
        let calls = Recorder<Int>()
        let log = log
        let flow = failing().catch { _ in
            calls.record(0)
            let fallback = ProbeSource(5..<7, failing: TestFailure(number: 2), log: log)
            return Flow(source: fallback).named("fallback")
        }
        let seen = Recorder<Int>()
        let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 2))
        #expect(error?.node == "catch#2/fallback")
        #expect(seen.elements == [0, 1, 2, 5, 6])
        #expect(calls.count == 1)
        #expect(log.closings == 2)
        let rescued = flow.catch { Flow([($0 as? TestFailure)?.number ?? 0]) }
        #expect(try await rescued.collect().run() == [0, 1, 2, 5, 6, 2])
    }

    @Test("what the handler throws is the failure, and it is the catch's; what it answered is attached")
    func throwingHandler() async throws {
        let seen = Recorder<Int>()
        let flow = failing().catch { error in
            throw TestFailure(number: ((error as? TestFailure)?.number ?? 0) + 10)
        }.named("handler")
        let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 11))
        #expect(error?.node == "handler")
        #expect(error?.others.map { $0.error as? TestFailure } == [TestFailure(number: 1)])
        #expect(error?.others.map(\.node) == ["failing"])
        #expect(seen.elements == [0, 1, 2])
        #expect(log.closings == 1)
    }

    @Test("a fallback that cannot run does not hide the failure: its findings are attached, for a catch below too")
    func invalidFallback() async throws {
        let (even, odd) = Flow(0..<4).split { $0 % 2 == 0 }
        let flow = failing().catch { _ in merge(even, Flow(0..<3).capacity(0)) }.named("catch")
        let graph = Graph {
            flow.ignore()
            merge(even, odd).ignore()
        }
        let error = await #expect(throws: GraphError.self) { try await graph.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(error?.node == "failing")
        #expect(error?.others.map(\.node) == ["catch"])
        #expect((error?.others.first?.error as? InvalidGraph)?.findings.count == 2)
        let rescued = flow.catch { Flow([($0 as? TestFailure)?.number ?? 0]) }
        #expect(try await rescued.collect().run() == [0, 1, 2, 1])
    }

    @Test("a consumer that is satisfied, or a run that is cancelled, in the fallback closes its resources")
    func closesFallback() async throws {
        let log = log
        let flow = failing().catch { _ in Flow(source: ProbeSource(10..<Int.max, log: log)).capacity(2) }
        #expect(try await flow.prefix(5).collect().run() == [0, 1, 2, 10, 11])
        #expect(log.closings == 2)
        let seen = Recorder<Int>()
        let run = Task { try await flow.forEach { seen.record($0) }.run() }
        try await seen.elements(atLeast: 10)
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(log.closings == 4)
    }

    @Test("neither completing nor cancelling is caught")
    func notAsked() async throws {
        let calls = Recorder<Int>()
        let observe: @Sendable (any Error) -> Flow<Int> = { _ in
            calls.record(0)
            return Flow([-1])
        }
        #expect(try await Flow(0..<3).catch(observe).collect().run() == [0, 1, 2])
        let seen = Recorder<Int>()
        let sink = merge(Flow(0..<3), .never()).catch(observe).forEach { seen.record($0) }
        let run = Task { try await sink.run() }
        try await seen.elements(atLeast: 3)
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(calls.count == 0)
        #expect(seen.elements == [0, 1, 2])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-#", gives: "a-(x|)") { $0.catch { _ in Flow.just("x") } }
    }
}
