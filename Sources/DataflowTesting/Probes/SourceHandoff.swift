import Dataflow

/// The object that a test and its source's node share: the elements to send, the room downstream, and why downstream
/// wants no more.
final class SourceHandoff<Element: Sendable>: InletClaim, ProbeHandoff {
    enum Closing: Sendable {
        case finished
        case failed(any Error)
    }

    struct State: ProbeState {
        var queue: [Element] = []
        /// How many elements the test gave to the source, and how many of them the mailbox has accepted.
        var queued = 0
        var sent = 0
        var closing: Closing?
        /// Why downstream wants no more.
        var cause: CancellationCause?
        var hasEnded = false
        var isClaimed = false
        /// The room that the test waits for, and the room at the node's last look.
        var wanted = 0
        var room = 0
        var capacity: Int?
        /// Reads the mailbox's room, from the node's first step on.
        var demand: @Sendable () -> Int = { 0 }
        var node = ProbeNode()
    }

    let state = Watched(State())

    // MARK: - The test's side

    /// Gives elements to the source, which sends them as there is room. Returns the value that `sent` will have then.
    @discardableResult
    func queue(_ elements: [Element]) -> Int {
        var target = 0
        act { state in
            state.queued += elements.count
            target = state.queued
            if state.closing == nil { state.queue += elements } else { target = .max }
        }
        return target
    }

    func claim() -> Bool {
        state.update { state in
            defer { state.isClaimed = true }
            return !state.isClaimed
        }
    }

    /// Ends the flow behind the elements that were queued.
    func close(_ closing: Closing) {
        act { if $0.closing == nil { $0.closing = closing } }
    }

    func unclaim() { state.update { $0.isClaimed = false } }

    // MARK: - The node's side

    func take(_ limit: Int) -> [Element] {
        state.update { state in
            defer { state.queue.removeFirst(min(limit, state.queue.count)) }
            return Array(state.queue.prefix(limit))
        }
    }

    /// Waits for the test; false if the test has acted meanwhile.
    func hold() -> Bool {
        state.update { state in
            guard state.queue.isEmpty, state.closing == nil else { return false }
            state.node.hold()
            return true
        }
    }

    /// Called in the node's last step.
    func end(_ cause: CancellationCause?) {
        leave { state in
            state.cause = cause
            state.hasEnded = true
            state.queue = []
            state.demand = { 0 }
        }
    }
}

/// The node of a test's source.
struct TestSourceKernel<Element: Sendable>: SourceShape {
    let wiring: NodeWiring
    private let handoff: SourceHandoff<Element>
    let output: MailboxWriter<Element>
    private var isAttached = false
    /// The room that the node last reported to the test.
    private var toldRoom = 0
    /// Called in the node's first step.
    private let onStart: @Sendable () -> Void

    init(
        _ handoff: SourceHandoff<Element>, _ wiring: NodeWiring, onStart: @escaping @Sendable () -> Void = {}
    ) {
        self.handoff = handoff
        self.onStart = onStart
        self.wiring = wiring
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        attach()
        let state = handoff.state.value
        if !state.queue.isEmpty { return send(turn) }
        switch state.closing {
        case .finished?: return end(nil) { wiring.finish(turn) }
        case .failed(let error)?: return end(nil) { wiring.fail(error, turn) }
        case nil: return wait(for: state.wanted)
        }
    }

    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        attach()
        return end(wiring.cause(cause, turn)) { wiring.stop(cause, turn) }
    }

    mutating func drain(_ turn: Turn) -> Step? {
        attach()
        return end(.finished) { wiring.finish(turn) }
    }

    /// Rests; a test that waits for more room than there is hears of every change.
    mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool {
        guard output.restProducer(wait) else { return false }
        return !wait.contains(.demand) || output.capacity - output.count == toldRoom
    }

    private mutating func attach() {
        guard !isAttached else { return }
        isAttached = true
        let (wiring, output) = (wiring, output)
        handoff.state.update { state in
            state.node.join(wiring)
            state.capacity = output.capacity
            state.demand = { output.capacity - output.count }
        }
        onStart()
    }

    private func send(_ turn: Turn) -> Step {
        let room = min(output.room(), turn.budget)
        if room <= 0 { return .wait(.room) }
        let elements = handoff.take(room)
        let writer = output.writing()
        for (offset, element) in elements.enumerated() { writer.put(element, offset) }
        output.publish(elements.count, turn.worker)
        handoff.state.update { $0.sent += elements.count }
        return .again(elements.count)
    }

    /// Called when there is nothing to send: reports the room, and waits for the test or, if the mailbox is full, for
    /// room.
    private mutating func wait(for wanted: Int) -> Step {
        let room = output.capacity - output.count
        toldRoom = room
        handoff.state.update { $0.room = room }
        if room <= 0 { return .wait(.room) }
        guard handoff.hold() else { return .again() }
        return .wait(room < wanted ? [.external, .demand] : .external)
    }

    private func end(_ cause: CancellationCause?, _ last: () -> Step) -> Step {
        let step = last()
        handoff.end(cause)
        return step
    }
}
