/// Where the lanes of an async operator get elements and leave results: the only object that the lanes and the node
/// share.
///
/// A lane works on one element at a time. It takes elements from the input's mailbox and puts results into the output's
/// by itself, so the node need not step for each; a lane whose closure does not suspend runs like a loop. All decisions
/// are made under one lock; the tasks and nodes that they concern are told after it.
@usableFromInline
final class AsyncHandoff<Behavior: AsyncBehavior>: Sendable {
    @usableFromInline typealias Window = AsyncWindow<Behavior.Output>
    @usableFromInline typealias Answer = (ticket: Window.Ticket, emission: SingleEmission<Behavior.Output>)

    /// What a lane does next.
    @usableFromInline
    enum Assignment {
        case work(Behavior.Input, Window.Ticket)
        case finish(Window.Ticket)
        /// Nothing to take, or no place for another element.
        case park
        case leave
    }

    @usableFromInline
    struct State {
        @usableFromInline var window: Window
        @usableFromInline var parked: [Suspension<Void>] = []
        /// All lanes ever started; they leave only when the operator ends.
        @usableFromInline var lanes: [Lane] = []
        @usableFromInline var leftCount = 0
        /// Whether the node was notified for the lanes, and has not stepped since.
        @usableFromInline var isNodeTold = false
        /// What the node has waited for since its last step.
        @usableFromInline var awaited: Wait = []
        @usableFromInline var isFinishTaken = false
        /// How the operator ends; set once, by the lane or the node that finds out first.
        @usableFromInline var verdict: Ending?
        @usableFromInline var isStopped = false
        /// The elements that wait for their key; nil in an operator without keys.
        @usableFromInline var keys: KeyQueue<Behavior.Input>?
        /// Whether the operator is a sink that gives what it has, and ends.
        var isEarly = false
        /// What it gives then.
        var early: SingleEmission<Behavior.Output>?

        @usableFromInline
        init(window: Window, keys: KeyQueue<Behavior.Input>?) {
            self.window = window
            self.keys = keys
        }
    }

    @usableFromInline let wiring: NodeWiring
    @usableFromInline let input: MailboxReader<Behavior.Input>
    @usableFromInline let output: MailboxWriter<Behavior.Output>
    @usableFromInline let concurrency: Int
    @usableFromInline let state: Guarded<State>

    /// - Parameters:
    ///   - places: how many elements may be in work or wait, for their key or to leave.
    ///   - keys: nil if elements need not wait for each other. It is asked under the lock, so no user's code is in it.
    @inlinable
    init(
        concurrency: Int, places: Int, isOrdered: Bool, keys: KeyQueue<Behavior.Input>? = nil, _ wiring: NodeWiring
    ) {
        self.wiring = wiring
        self.concurrency = concurrency
        input = wiring.input()
        output = wiring.output()
        state = Guarded(State(window: Window(size: places, isOrdered: isOrdered), keys: keys))
    }

    // MARK: - The lanes' side

    /// Accepts a lane's answer and gives it its next assignment, unless the lane should pause: then the assignment is
    /// to park.
    @inlinable
    func exchange(_ answer: Answer?, mayTake: Bool = true) -> Assignment {
        var needsNode = false
        let assignment = state.withLock { state -> Assignment in
            if let answer { accept(answer, &state) }
            let assignment = mayTake ? assign(&state) : .park
            needsNode = mustTellNode(&state, mayTake: mayTake)
            return assignment
        }
        if output.isConsumerWaiting { wakeConsumer() }
        if input.isProducerWaiting { wakeProducer() }
        if needsNode || isVerdict(assignment) { tellNode() }
        return assignment
    }

    /// Waits until there may be something to do.
    @usableFromInline
    nonisolated(nonsending) func park() async {
        // SAFETY: resumed once: here or, if the lane is parked, by the thread that takes it out of `parked` under the
        // lock (`advance`, `stop`); after `stop` no lane parks.
        await withSuspension { continuation in
            let isParked = state.withLock { state in
                guard !canGoOn(state) else { return false }
                state.parked.append(continuation)
                state.isNodeTold = true
                return true
            }
            guard isParked else { return continuation.resume() }
            // The node waits in place of the lane, and releases what is free.
            let worker = wiring.currentWorker
            wiring.cell.notify(worker)
            wiring.cell.endExternal(worker)
        }
    }

    /// Fails the operator, because a lane's closure threw and the policy is to stop; results that may leave go first. The
    /// other lanes' closures are told at once, whatever the workers do.
    @usableFromInline
    func fail(_ error: any Error, _ lane: Lane) {
        // Made outside of the lock: it may have to name the whole graph.
        let failure = wiring.run.failure(error)
        let isToldToStop = error is CancellationError
        let (isLate, lanes) = state.withLock { state -> (Bool, [Lane]) in
            flush(&state)
            let isFault = !(isToldToStop && (state.isStopped || lane.wasCancelled))
            guard state.verdict == nil, isFault else { return (false, []) }
            state.verdict = .failed(failure)
            return (state.isStopped, state.lanes)
        }
        for other in lanes where other !== lane { other.cancel() }
        if isLate { noteVerdict() }
        wakeConsumer()
        tellNode()
    }

    @usableFromInline
    func laneLeft() {
        state.withLock { state in state.leftCount += 1 }
        tellNode()
        wiring.cell.endExternal(wiring.currentWorker)
    }

    @usableFromInline
    func wakeConsumer() { output.wakeConsumer(wiring.currentWorker) }
    @usableFromInline
    func wakeProducer() { input.releaseHalf(wiring.currentWorker) }
    @usableFromInline
    func tellNode() { wiring.cell.notify(wiring.currentWorker) }

    // MARK: - Decisions, under the lock

    @inlinable
    func isVerdict(_ assignment: Assignment) -> Bool {
        if case .leave = assignment { true } else { false }
    }

    @inlinable
    func assign(_ state: inout State) -> Assignment {
        if state.isStopped || state.verdict != nil { return .leave }
        if let (element, ticket) = state.keys?.ready.popFirst() { return .work(element, ticket) }
        while state.window.hasPlace {
            if input.available() == 0 { return assignEnd(&state) }
            let element = input.reading().take(0)
            input.giveBack(1)
            let ticket = state.window.elementTaken()
            if state.keys == nil || state.keys!.admit(element, ticket) { return .work(element, ticket) }
        }
        return .park
    }

    /// There is no element: park, or handle the end, which comes after the last answer has left.
    @usableFromInline
    func assignEnd(_ state: inout State) -> Assignment {
        guard state.window.isEmpty, !state.isFinishTaken, let ending = input.ending else { return .park }
        guard case .finished = ending else {
            // The last answer has left: a failure that waited behind it goes on.
            state.verdict = ending
            return .leave
        }
        state.isFinishTaken = true
        return .finish(state.window.elementTaken())
    }

    /// Whether ``assign(_:)`` would give an assignment other than to park.
    private func canGoOn(_ state: State) -> Bool {
        state.isStopped || state.verdict != nil || hasWork(state)
    }

    /// Whether a lane would find an element that it may take, or the end that it must handle.
    func hasWork(_ state: State) -> Bool {
        if let keys = state.keys, !keys.ready.isEmpty { return true }
        guard state.window.hasPlace else { return false }
        return input.available() > 0 || (state.window.isEmpty && !state.isFinishTaken && input.ending != nil)
    }

    /// Whether the node must step: to end, to put another lane to work, or to wait for room in place of the lanes.
    @inlinable
    func mustTellNode(_ state: inout State, mayTake: Bool) -> Bool {
        if state.verdict != nil { return true }
        guard !state.isNodeTold else { return false }
        let isBlocked = state.window.hasReady && !state.awaited.contains(.room)
        guard isBlocked || (mayTake && wantsCompany(state)) else { return false }
        state.isNodeTold = true
        return true
    }

    /// Whether another lane could work beside the lane that has just taken an element.
    @inlinable
    func wantsCompany(_ state: State) -> Bool {
        concurrency > 1 && state.window.hasPlace && !state.awaited.contains(.input) && hasFreeLane(state)
    }

    /// Whether a lane is parked, or may be started.
    @inlinable
    func hasFreeLane(_ state: State) -> Bool { !state.parked.isEmpty || state.lanes.count < concurrency }

    /// Accepts an answer; sends it on at once if its turn has come and there is room.
    @inlinable
    func accept(_ answer: Answer, _ state: inout State) {
        state.keys?.answered(answer.ticket)
        if state.verdict == nil, !state.isStopped, output.room() > 0, state.window.elementLeaves(answer.ticket) {
            send(answer.emission, &state)
        } else {
            state.window.elementDone(answer.ticket, answer.emission)
        }
        // If the window is now empty and the input has no end, no answer waits behind this one.
        if !state.window.isEmpty || input.hasEnding || state.isFinishTaken { flush(&state) }
    }

    /// Moves results that may leave into the output's mailbox; after the last one, the end may follow.
    @inlinable
    func flush(_ state: inout State) {
        guard !state.isStopped else { return }
        while state.verdict == nil, state.window.hasReady {
            if output.room() <= 0 { break }
            send(state.window.popReady()!, &state)
        }
        if state.window.isEmpty, state.verdict == nil {
            // The last answer has left. The end comes next; a lane or the node may be the first to find out.
            state.verdict = state.isFinishTaken ? .finished : unfinishedEnding()
        }
    }

    @inlinable
    func send(_ emission: SingleEmission<Behavior.Output>, _ state: inout State) {
        switch emission {
        case .nothing: break
        case .finish: state.verdict = .finished
        case .emit(let element): put(element)
        case .emitLast(let element):
            put(element)
            state.verdict = .finished
        }
    }

    @inlinable
    func put(_ element: Behavior.Output) {
        output.writing().put(element, 0)
        output.show(1)
    }

    /// How the input ended, if it did not complete.
    @usableFromInline
    func unfinishedEnding() -> Ending? {
        guard let ending = input.ending else { return nil }
        if case .finished = ending { return nil }
        return ending
    }
}
