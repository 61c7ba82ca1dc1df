import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// What all operators with flows of their own owe, in every state in which a run can end.
@Suite("Flows in flows", .timeLimit(.minutes(5)))
struct NestedTests {
    enum Kind: CaseIterable {
        case flatMap, concatMap, flatMapLatest, flatMapFirst, custom

        func over(_ flow: Flow<Int>, _ inner: @escaping @Sendable (Int) throws -> Flow<Int>) -> Flow<Int> {
            switch self {
            case .flatMap: flow.flatMap(maxConcurrent: 3, inner)
            case .concatMap: flow.concatMap(inner)
            case .flatMapLatest: flow.flatMapLatest(inner)
            case .flatMapFirst: flow.flatMapFirst(inner)
            case .custom: flow.nested(kind: "custom") { Alternating(make: inner) }
            }
        }
    }

    /// In what the flows are when the run ends.
    enum State: CaseIterable {
        case idle, busy, full, empty

        func flow(_ probe: SourceProbe) -> Flow<Int> {
            switch self {
            case .idle: merge(Flow<Int>.counting(1, probe: probe), .never())
            case .busy: Flow<Int>.counting(probe: probe).map { await later($0) }
            case .full: Flow<Int>.counting(probe: probe).capacity(1)
            case .empty: merge(Flow<Int>.counting(0, probe: probe), .never()).capacity(1)
            }
        }
    }

    enum Ending: CaseIterable { case cancelled, satisfied, failing, drainedLate }

    @Test("M1 X3 However the run ends, every flow is closed and nothing is lost uncounted", arguments: Kind.allCases)
    func endings(kind: Kind) async throws {
        for state in State.allCases {
            for ending in Ending.allCases {
                try await explore(seeds: 0..<20) { _ in try await end(kind, state, ending) }
            }
        }
    }

    private func end(_ kind: Kind, _ state: State, _ ending: Ending) async throws {
        let (outer, inner, starts) = (SourceProbe(), SourceProbe(), Counter())
        let source = Flow<Int>.counting(4, probe: outer).capacity(1)
        let flow = kind.over(source) { _ in
            starts.add()
            return state.flow(inner)
        }
        let bomb = concat(
            Flow.unfold(0) { (number: inout Int) async -> Int? in
                number += 1
                return number > 2 ? nil : await later(number)
            }, ending == .failing ? .failing(Boom("bomb")) : .never())
        let all = merge(flow, bomb).capacity(1)
        let sink = ending == .satisfied ? all.prefix(2).ignore() : all.ignore()
        do {
            try await Graph { sink }.run { run in
                for _ in 0..<4 { await Task.yield() }
                if ending == .cancelled { run.cancel() }
                if ending == .drainedLate { try await run.drain(deadline: .zero) }
                _ = try? await run.value
                let snapshot = run.snapshot()
                try #require(run.hasEnded && snapshot.isConserved, "\(kind) \(state) \(ending)")
            }
        } catch is DrainDeadlineExceeded {
        } catch is GraphError where ending == .failing {
        }
        // Before its first step a source has nothing to close.
        try #require(outer.closes.value <= 1 && inner.closes.value <= starts.value, "\(kind) \(state) \(ending)")
    }

    @Test(
        "O1 L1 Whatever the schedule and the capacities, a flow's elements come in order, and once",
        arguments: [1, 2, nil])
    func order(capacity: Int?) async throws {
        try await explore(seeds: 0..<100) { _ in
            let flow = Flow(0..<4).room(capacity).flatMap(maxConcurrent: 2) { outer in
                Flow([0, 1, 2]).room(capacity).map { await later(outer * 10 + $0) }.room(capacity)
            }.room(capacity)
            let elements = try await flow.collect().run()
            try #require(elements.count == 12)
            for outer in 0..<4 {
                try #require(elements.filter { $0 / 10 == outer } == [0, 1, 2].map { outer * 10 + $0 })
            }
            let joined = try await Flow(0..<4).room(capacity).concatMap { outer in
                Flow([0, 1]).room(capacity).map { await later(outer * 10 + $0) }
            }.room(capacity).collect().run()
            try #require(joined == [0, 1, 10, 11, 20, 21, 30, 31])
        }
    }

    @Test("O1 Whatever the schedule, the newest flow is the one that comes to its end")
    func newest() async throws {
        try await explore(seeds: 0..<200) { _ in
            let elements = try await Flow(0..<5).capacity(1).flatMapLatest { outer in
                Flow([0, 1, 2]).capacity(1).map { await later(outer * 10 + $0) }.capacity(1)
            }.capacity(1).collect().run()
            try #require(Array(elements.suffix(3)) == [40, 41, 42])
            try #require(elements == elements.sorted(), "an older flow spoke after a newer one: \(elements)")
        }
    }

    @Test("a behavior of one's own decides: the even elements beside each other, the odd ones alone")
    func custom() async throws {
        let flow = Flow([0, 2, 4]).nested { Alternating { Flow([$0, $0]) } }
        #expect(try await flow.collect().run().sorted() == [0, 0, 2, 2, 4, 4])
        #expect(try await Flow([7]).nested { Alternating { Flow([$0]) } }.collect().run() == [])
    }
}

/// Starts a flow for each even element, and drops the odd ones.
private struct Alternating: NestingBehavior {
    let make: @Sendable (Int) throws -> Flow<Int>

    var places: Int { 2 }

    mutating func receive(_ element: Int, living: Int, now: Duration) -> NestingAnswer {
        element % 2 == 0 ? .start : .drop
    }

    mutating func flow(for element: Int) throws -> Flow<Int> { try make(element) }
}

private func later(_ number: Int) async -> Int {
    if number % 2 == 0 { await Task.yield() }
    return number
}
