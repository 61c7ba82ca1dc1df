import Dataflow
import DataflowProbes
import Testing

@Suite("retry", .timeLimit(.minutes(5)))
struct RetryTests {
    private let attempts = Counter()

    /// Emits the number of the attempt ten times over, then fails with it; completes from attempt `success` on.
    private func unsteady(success: Int = .max) -> Flow<Int> {
        let attempts = attempts
        return Flow<Int> { emit in
            let attempt = attempts.add()
            for _ in 0..<10 { try await emit(attempt) }
            if attempt < success { throw TestFailure(number: attempt) }
        }.named("unsteady")
    }

    private func tens(_ range: ClosedRange<Int>) -> [Int] { range.flatMap { Array(repeating: $0, count: 10) } }

    @Test("retry without retries keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { $0.retry(0) }.check()
    }

    @Test("it starts over until an attempt completes; what came before a failure stays", arguments: [1, 3, 64])
    func succeeds(capacity: Int) async throws {
        let flow = unsteady(success: 3).capacity(capacity).retry(5).capacity(capacity)
        let (elements, snapshot) = try await runToEnd(Graph { flow.collect() })
        #expect(elements == tens(1...3))
        #expect(attempts.value == 3)
        #expect(snapshot.isConserved)
    }

    @Test("it gives up with the last failure once there are no retries left", arguments: [0, 1, 2, 40])
    func givesUp(retries: Int) async throws {
        let seen = Recorder<Int>()
        let sink = unsteady().retry(retries).forEach { seen.record($0) }
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: retries + 1))
        #expect(error?.node == (retries == 0 ? "unsteady" : "retry#\(retries + 1)/unsteady"))
        #expect(attempts.value == retries + 1)
        #expect(seen.elements == tens(1...retries + 1))
    }

    @Test(
        "P11 What an attempt had open is closed before the next one opens it, also below another retry or a split",
        .rounds,
        arguments: Shape.allCases)
    func closesFirst(shape: Shape) async throws {
        let (open, attempts) = (Counter(), attempts)
        let rows = Flow<Int>.resource(
            open: { () async -> Int in
                open.add()
                return 0
            },
            next: { (row: inout Int) async -> Int? in
                row += 1
                return row > 5 ? nil : row
            },
            close: { _ async in
                for _ in 0..<100 { await Task.yield() }
                open.add(-1)
            })
        let flow = shape.between(rows).map { (row: Int) throws -> Int in
            if row == 3, attempts.add() <= 30 { throw TestFailure(number: row) }
            return row
        }
        let count = try await flow.retry(100).count().run()
        #expect(attempts.value == 31)
        #expect(count == 5 + 30 * 2)
        #expect(open.value == 0)
        #expect(open.peak == 1)
    }

    /// What stands between the resource and the operator that fails.
    enum Shape: CaseIterable {
        case nothing, zipped, retried

        func between(_ rows: Flow<Int>) -> Flow<Int> {
            switch self {
            case .nothing: rows
            case .zipped: zip(rows.map { $0 }, rows.map { $0 }).map { $0.0 }
            case .retried: rows.retry(3)
            }
        }
    }

    @Test("`when:` is asked with each failure, and false ends it with that failure")
    func asks() async throws {
        let asked = Recorder<Int>()
        let flow = unsteady().retry(100) { error in
            let number = (error as? TestFailure)?.number ?? 0
            asked.record(number)
            return number < 3
        }
        let error = await #expect(throws: GraphError.self) { try await flow.ignore().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
        #expect(asked.elements == [1, 2, 3])
        #expect(attempts.value == 3)
    }

    @Test("`when:` that says no at once leaves one attempt")
    func never() async throws {
        let sink = unsteady().retry(100) { _ in false }.ignore()
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
        #expect(attempts.value == 1)
    }

    @Test("P11 every attempt runs all operators above anew, and each closes its resources", .rounds)
    func startsOver() async throws {
        let log = Recorder<ProbeSource.Event>()
        let failing = Flow(source: ProbeSource(0..<3, failing: TestFailure(), log: log))
        let seen = Recorder<Int>()
        let sums = failing.scan(0) { $0 + $1 }.retry(2)
        await #expect(throws: GraphError.self) { try await sums.forEach { seen.record($0) }.run() }
        let once = try await Flow(0..<3).scan(0) { $0 + $1 }.collect().run()
        #expect(seen.elements == once + once + once)
        let attempt: [ProbeSource.Event] = [.pulled(0), .pulled(1), .pulled(2), .closed]
        #expect(log.elements == attempt + attempt + attempt)
    }

    @Test("each run of the graph has its own retries")
    func runs() async throws {
        let log = Recorder<ProbeSource.Event>()
        let sink = Flow(source: ProbeSource(0..<2, failing: TestFailure(), log: log)).retry(3).ignore()
        let other = Task { try await sink.run() }
        await #expect(throws: GraphError.self) { try await sink.run() }
        await #expect(throws: GraphError.self) { try await other.value }
        #expect(log.closings == 8)
    }

    @Test("a consumer that is satisfied in a later attempt closes it, and there is no other")
    func satisfied() async throws {
        let log = Recorder<ProbeSource.Event>()
        let flow = Flow(source: ProbeSource(0..<4, failing: TestFailure(), log: log)).capacity(1).retry(.max).capacity(
            1
        )
        .prefix(10)
        #expect(try await flow.collect().run() == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1])
        #expect(log.closings == 3)
    }

    @Test("neither completing nor cancelling is retried")
    func notRetried() async throws {
        #expect(try await unsteady(success: 1).retry(5).count().run() == 10)
        #expect(attempts.value == 1)
        let seen = Recorder<Int>()
        let sink = concat(unsteady(success: 1), .never()).retry(5).forEach { seen.record($0) }
        let run = Task { try await sink.run() }
        try await seen.elements(atLeast: 10)
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(attempts.value == 2)
    }

    @Test("a negative number of retries is a finding")
    func negative() {
        #expect(problems(of: unsteady().retry(-1).ignore()) == ["retry(-1) makes no sense; 0 is never."])
    }

    @Test("an inlet cannot be retried, which is a finding")
    func inlet() {
        let inlet = Inlet<Int>()
        #expect(problems(of: Flow(inlet).retry(3).ignore()).count == 1)
        withExtendedLifetime(inlet) {}
    }

    @Test("the failed node's name tells the attempt, and every node of the run has a name of its own")
    func names() async throws {
        let inner = unsteady().map { $0 }.retry(1).named("inner")
        let graph = Graph { inner.map { $0 }.retry(1).named("outer").ignore() }
        let names = Recorder<String>()
        let error = await #expect(throws: GraphError.self) {
            try await graph.run { run in
                defer { for node in run.snapshot().nodes { names.record(node.name) } }
                try await run.value
            }
        }
        #expect(error?.node == "outer#2/inner#2/unsteady")
        #expect(attempts.value == 4)
        let own = ["unsteady", "map", "inner", "map-2", "outer", "ignore"]
        #expect(Set(names.elements).isSuperset(of: own + ["outer#2/map", "outer#2/inner", "outer#2/map-2"]))
        #expect(Set(names.elements).count == names.count, "\(names.elements)")
    }
}
