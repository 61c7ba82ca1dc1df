import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// Every way to end a run, for every shape of node, in every state that it may be in: it ends promptly, closes every
/// resource exactly once, leaves nothing alive, and every edge balances.
@Suite("M: the lifecycle matrix")
struct LifecycleMatrixTests {
    enum End: String, CaseIterable, Sendable {
        case finishes, throwing = "throws", cancelled, satisfied, drained, drainedTooLong
    }

    enum Shape: String, CaseIterable, Sendable {
        case source, transform, asyncTransform, fanIn, fanOut, sink, loop
    }

    enum State: String, CaseIterable, Sendable {
        case idle, midElement, blockedOnFull, blockedOnEmpty
    }

    @Test("M1 T16 T19 T48 Every way to end, in every state", arguments: Shape.allCases, State.allCases)
    func cell(shape: Shape, state: State) async throws {
        for end in End.allCases {
            for parallelism in parallelisms {
                try await Cell(shape: shape, state: state, end: end).check(parallelism)
            }
        }
    }
}

/// One cell of the matrix: a source, the shape, and a sink, with two gates that bring the shape into its state.
private struct Cell: Sendable {
    let shape: LifecycleMatrixTests.Shape
    let state: LifecycleMatrixTests.State
    let end: LifecycleMatrixTests.End

    let leaks = LeakWatch()
    let probe = SourceProbe()
    let hand = HandSink<Tracked>()
    /// What an element in the middle of its work waits for.
    let middle = Gate()
    /// What feeds the shape while it is to be blocked on an empty input.
    let feed = HandSource<Tracked>()

    var name: String { "\(shape) \(state) \(end)" }

    func check(_ parallelism: Int) async throws {
        let cell = "\(name) at \(parallelism)"
        do {
            let outcome = try await makeGraph().outcome(cell, parallelism: parallelism) { run in
                try await bring(run)
                try await finish(run)
            }
            judge(outcome, cell)
        }
        feed.finish()
        hand.forget()
        #expect(probe.closes.value == 1, "\(cell): closed \(probe.closes.value) times")
        leaks.check(cell)
    }

    // MARK: - The graph

    private func makeGraph() -> Graph<Int> {
        let limit = end == .finishes ? 6 : end == .throwing ? 6 : Int.max
        let failure: (any Error)? = end == .throwing ? Boom(name) : nil
        let (leaks, probe) = (leaks, probe)
        let counting = Flow<Tracked>(
            source: CountingSource(limit, probe: probe, failure: failure) { leaks.element($0) }, kind: "counted"
        ).capacity(2)
        // In an empty state the counted source has its turn only after the silent one.
        let source =
            state == .blockedOnEmpty || state == .idle ? chained([feed.flow(), counting]).capacity(2) : counting
        var flow = shaped(source).capacity(2)
        if end == .satisfied { flow = flow.first(2).capacity(1) }
        return Graph { hand.sink(flow) }
    }

    private func shaped(_ source: Flow<Tracked>) -> Flow<Tracked> {
        let (state, middle) = (state, middle)
        switch shape {
        case .source, .sink: return source
        case .transform: return source.step { $0 }
        case .asyncTransform:
            return source.asyncStep(concurrency: 2) { element in
                if state == .midElement { try await middle.wait() }
                return element
            }
        case .fanIn: return joined([source, Flow([])])
        case .fanOut:
            let parts = source.routed(2) { .output($0.number % 2) }
            return joined(parts.map { $0.capacity(2) })
        case .loop:
            return feedback { (loop: Flow<Tracked>) in
                let all = joined([source, loop]).capacity(8)
                return (output: all, back: all.only { _ in false })
            }
        }
    }

    // MARK: - Into the state

    private func bring(_ run: GraphRun<Int>) async throws {
        switch state {
        case .idle: break
        case .blockedOnEmpty: await settle { run.snapshot().edges.contains { $0.isStarved && $0.to != nil } }
        case .blockedOnFull:
            await settle { hand.isHolding && run.snapshot().edges.contains { $0.isBackpressured || $0.held > 0 } }
        case .midElement:
            if shape == .asyncTransform { await settle { middle.waiting > 0 } } else { await settle { hand.isHolding } }
        }
    }

    // MARK: - The end

    private func finish(_ run: GraphRun<Int>) async throws {
        switch end {
        case .finishes, .throwing, .satisfied:
            feed.finish()
            middle.open()
            hand.pullAll()
        case .cancelled: run.cancel()
        case .drained:
            middle.open()
            hand.pullAll()
            try await run.drain()
        case .drainedTooLong:
            do {
                try await run.drain(deadline: .zero)
            } catch is DrainDeadlineExceeded {
                return
            }
        }
    }

    private func judge(_ outcome: Outcome<Int>, _ cell: String) {
        switch end {
        case .finishes, .satisfied, .drained:
            #expect(outcome.error == nil, "\(cell): \(String(describing: outcome.error))")
        case .throwing:
            #expect(
                outcome.graphError?.underlying as? Boom == Boom(name), "\(cell): \(String(describing: outcome.error))")
        case .cancelled: #expect(outcome.wasCancelled, "\(cell): \(String(describing: outcome.error))")
        case .drainedTooLong:
            // With nothing in flight there may have been time enough.
            #expect(outcome.wasCancelled || outcome.error == nil, "\(cell): \(String(describing: outcome.error))")
        }
        if end == .finishes { #expect(outcome.value == 6, "\(cell)") }
        if end == .satisfied { #expect(outcome.value == 2, "\(cell)") }
    }
}
