import Dataflow

/// The object that a test and its sink's node share: the demand, the elements that arrived, and the end.
final class SinkHandoff<Element: Sendable>: ProbeHandoff {
    enum End: Sendable, CustomStringConvertible {
        case completed
        case failed(NodeFailure)
        case cancelled
        /// The test wanted no more.
        case left

        var description: String {
            switch self {
            case .completed: "completed"
            case .failed(let failure): "failed with \(failure.error) of \"\(failure.node)\""
            case .cancelled: "was cancelled with the run"
            case .left: "was cancelled by the test"
            }
        }
    }

    struct State: ProbeState {
        var demand = 0
        /// Elements that arrived and that no expectation has taken.
        var elements: [Element] = []
        var received = 0
        var end: End?
        /// The cause with which the test cancels upstream.
        var cancellation: CancellationCause?
        /// Whether a marble test has drawn the end.
        var isEndTaken = false
        var hasMetFailure = false
        var node = ProbeNode()
    }

    let state = Watched(State())
    /// Whether a failure of the flow ends the run.
    let endsRun: Bool

    init(endsRun: Bool) { self.endsRun = endsRun }

    // MARK: - The node's side

    /// Takes demand for up to `count` elements.
    func claim(_ count: Int) -> Int {
        state.update { state in
            let claimed = min(count, state.demand)
            if state.demand < .max { state.demand -= claimed }
            return claimed
        }
    }

    func receive(_ elements: [Element]) {
        state.update { state in
            state.elements += elements
            state.received += elements.count
        }
    }

    /// Waits for the test; false if the test has acted meanwhile.
    func hold() -> Bool {
        state.update { state in
            guard state.demand == 0, state.cancellation == nil else { return false }
            state.node.hold()
            return true
        }
    }

    /// Called in the node's last step.
    func end(_ end: End) {
        leave { state in
            state.end = end
            if case .failed? = state.cancellation { state.hasMetFailure = true }
        }
    }
}

/// The node of a test's sink.
struct TestSinkKernel<Element: Sendable>: LinearShape {
    let wiring: NodeWiring
    private let handoff: SinkHandoff<Element>
    let input: MailboxReader<Element>
    let output: MailboxWriter<Int>
    private var isAttached = false

    init(_ handoff: SinkHandoff<Element>, _ wiring: NodeWiring) {
        self.handoff = handoff
        self.wiring = wiring
        input = wiring.input()
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        attach()
        if let cause = handoff.state.value.cancellation { return leave(cause, turn) }
        let available = input.available()
        if available > 0 { return take(min(available, turn.budget), turn) }
        if let ending = input.ending { return pass(ending, turn) }
        // With demand, the node waits for an element and for nothing external.
        return .wait(handoff.hold() ? [.input, .external] : .input)
    }

    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        attach()
        return end(turn.phase == .cancelled ? .cancelled : .left) { wiring.stop(cause, turn) }
    }

    private mutating func attach() {
        guard !isAttached else { return }
        isAttached = true
        let wiring = wiring
        handoff.state.update { $0.node.join(wiring) }
    }

    private func take(_ limit: Int, _ turn: Turn) -> Step {
        let count = handoff.claim(limit)
        guard count > 0 else { return handoff.hold() ? .wait(.external) : .again() }
        let reader = input.reading()
        let elements = (0..<count).map { reader.take($0) }
        input.release(count, turn.worker)
        handoff.receive(elements)
        return .again(count)
    }

    private func pass(_ ending: Ending, _ turn: Turn) -> Step {
        switch ending {
        case .finished: complete(.completed, turn)
        case .failed(let failure) where !handoff.endsRun: complete(.failed(failure), turn)
        case .failed(let failure): end(.failed(failure)) { wiring.fail(failure, turn) }
        case .cancelled: end(.cancelled) { wiring.stop(.cancelled, turn) }
        }
    }

    private func leave(_ cause: CancellationCause, _ turn: Turn) -> Step {
        switch cause {
        case .finished: complete(.left, turn)
        case .failed(let error): end(.left) { wiring.fail(error, turn) }
        case .cancelled: end(.left) { wiring.stop(.cancelled, turn) }
        }
    }

    private func complete(_ end: SinkHandoff<Element>.End, _ turn: Turn) -> Step {
        output.writing().put(handoff.state.value.received, 0)
        output.publish(1, turn.worker)
        return self.end(end) { wiring.finish(turn) }
    }

    /// Ends the node; the neighbours hear of the end before the test does.
    private func end(_ end: SinkHandoff<Element>.End, _ last: () -> Step) -> Step {
        let step = last()
        handoff.end(end)
        return step
    }
}
