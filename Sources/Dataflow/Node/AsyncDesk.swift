/// Where the lanes of an async operator get elements and leave results: the one place that they and the node share.
///
/// A lane is a task that works on one element at a time. It takes elements from the input's mailbox and puts results into
/// the output's by itself, so that the node need not step for each of them. All decisions are made under one lock; what
/// they ask for (waking neighbours, resuming lanes) is done after it, as ``Effects``.
final class AsyncDesk<Behavior: AsyncBehavior>: Sendable {
    typealias Window = AsyncWindow<Behavior.Output>
    typealias Parked = UnsafeContinuation<Assignment, Never>

    /// What a lane does next.
    enum Assignment: Sendable {
        case work(Behavior.Input, Window.Ticket)
        case finish(Window.Ticket)
        case leave
    }

    /// What is left to do once the lock is free.
    struct Effects {
        var sent = 0
        var taken = 0
        var resume: [(Parked, Assignment)] = []
        var hasVerdict = false
    }

    struct State {
        var window: Window
        var parked: [Parked] = []
        /// Every lane there ever was; they leave only when the operator ends.
        var lanes: [Task<Void, Never>] = []
        var leftCount = 0
        var isFinishTaken = false
        /// How the operator ends; set once, by whoever finds out first.
        var verdict: Ending?
        var isStopped = false
    }

    let wiring: NodeWiring
    let input: Mailbox<Behavior.Input>
    let output: Mailbox<Behavior.Output>
    private let concurrency: Int
    private let state: Guarded<State>

    init(concurrency: Int, isOrdered: Bool, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.concurrency = concurrency
        input = wiring.input()
        output = wiring.output()
        state = Guarded(State(window: Window(size: concurrency, isOrdered: isOrdered)))
    }

    // MARK: - The node's side

    /// Moves what can move and puts lanes to work; gives the verdict, if there is one.
    func advance(_ behavior: Behavior) -> Ending? {
        var effects = Effects()
        let verdict = state.withLock { state -> Ending? in
            flush(&state, &effects)
            employ(&state, &effects)
            if state.verdict == nil { startLane(&state, behavior) }
            return state.verdict
        }
        perform(effects)
        return verdict
    }

    /// Sends every lane home; gives their tasks, which have nothing left to do, once all have left.
    func stop() -> [Task<Void, Never>]? {
        let (parked, tasks, hasLeft, isFirst) = state.withLock { state in
            defer {
                state.isStopped = true
                state.parked = []
            }
            return (state.parked, state.lanes, state.leftCount == state.lanes.count, !state.isStopped)
        }
        if isFirst {
            for task in tasks { task.cancel() }
        }
        resume(parked.map { ($0, .leave) })
        return hasLeft ? tasks : nil
    }

    // MARK: - The lanes' side

    /// What to do next; waits until there is something.
    func next() async -> Assignment {
        if let assignment = tryNext() { return assignment }
        // SAFETY: resumed once: here, or when it was parked by who takes it out of `parked` under the lock (`employ`,
        // `stop`); after `stop` none is parked any more.
        return await withUnsafeContinuation { continuation in
            var effects = Effects()
            let assignment = state.withLock { state -> Assignment? in
                if let assignment = assign(&state, &effects) { return assignment }
                state.parked.append(continuation)
                return nil
            }
            perform(effects)
            if let assignment {
                continuation.resume(returning: assignment)
            } else {
                input.releaseAll(nil)
                wiring.cell.endOutside()
            }
        }
    }

    private func tryNext() -> Assignment? {
        var effects = Effects()
        var needsLane = false
        let assignment = state.withLock { state -> Assignment? in
            guard let assignment = assign(&state, &effects) else { return nil }
            employ(&state, &effects)
            // Whoever could do the next element does not exist yet: the node is told when there is one.
            needsLane = state.lanes.count < concurrency && state.window.hasPlace && !input.restForElements(nil)
            return assignment
        }
        perform(effects)
        if needsLane { wiring.cell.notify(nil) }
        return assignment
    }

    /// A lane has an answer.
    func complete(_ ticket: Window.Ticket, _ emission: Emission<Behavior.Output>) {
        var effects = Effects()
        state.withLock { state in
            state.window.elementDone(ticket, emission)
            flush(&state, &effects)
        }
        perform(effects)
    }

    /// A lane's closure threw and the policy says stop: what may leave before it leaves, then the operator fails.
    func fail(_ error: any Error) {
        var effects = Effects()
        state.withLock { state in
            flush(&state, &effects)
            if state.verdict == nil, !state.isStopped { state.verdict = .failed(wiring.failure(error)) }
            effects.hasVerdict = true
        }
        perform(effects)
    }

    func laneLeft() {
        state.withLock { state in state.leftCount += 1 }
        wiring.cell.notify(nil)
        wiring.cell.endOutside()
    }

    // MARK: - Decisions, under the lock

    private func assign(_ state: inout State, _ effects: inout Effects) -> Assignment? {
        if state.isStopped || state.verdict != nil { return .leave }
        guard state.window.hasPlace else { return nil }
        if input.available() == 0, input.restForElements(nil) { return nil }
        if input.available() > 0 {
            let element = input.reading().take(0)
            input.giveBack(1)
            effects.taken += 1
            return .work(element, state.window.elementTaken())
        }
        guard state.window.isEmpty, !state.isFinishTaken, let ending = input.ending else { return nil }
        guard case .finished = ending else {
            // The last answer is out: a failure that waited behind it goes on.
            state.verdict = ending
            effects.hasVerdict = true
            return .leave
        }
        state.isFinishTaken = true
        return .finish(state.window.elementTaken())
    }

    /// Gives work to lanes that wait for it.
    private func employ(_ state: inout State, _ effects: inout Effects) {
        while let lane = state.parked.last, let assignment = assign(&state, &effects) {
            state.parked.removeLast()
            effects.resume.append((lane, assignment))
        }
    }

    /// One more lane, if there is work that no lane waits for.
    private func startLane(_ state: inout State, _ behavior: Behavior) {
        guard state.lanes.count < concurrency, state.parked.isEmpty, state.window.hasPlace else { return }
        if input.available() == 0, input.restForElements(nil) { return }
        if input.available() == 0 {
            // The end: only a first lane is needed, to ask the behavior for its last words.
            guard case .finished? = input.ending, state.lanes.isEmpty else { return }
        }
        wiring.cell.beginOutside()
        // The task cannot end before it is stored: to leave, it needs the lock.
        state.lanes.append(Task { await runLane(behavior) })
    }

    /// Moves results that may leave into the output's mailbox.
    private func flush(_ state: inout State, _ effects: inout Effects) {
        guard !state.isStopped else { return }
        while state.verdict == nil, state.window.hasReady {
            // No room and no wait for it: either there is some by now, or nobody wants more, and the node is told so.
            if output.room() <= 0, output.restForRoom() || output.room() <= 0 { break }
            switch state.window.popReady()! {
            case .nothing: break
            case .finish: state.verdict = .finished
            case .several: state.verdict = .failed(wiring.failure(UnsupportedEmission()))
            case .emit(let element): put(element, &effects)
            case .emitLast(let element):
                put(element, &effects)
                state.verdict = .finished
            }
        }
        if state.window.isEmpty, state.verdict == nil {
            // The last answer has left: what comes next is the end, whoever finds out, a lane or the node.
            state.verdict = state.isFinishTaken ? .finished : unfinishedEnding()
        }
        effects.hasVerdict = state.verdict != nil
    }

    private func put(_ element: Behavior.Output, _ effects: inout Effects) {
        output.writing().put(element, 0)
        output.show(1)
        effects.sent += 1
    }

    /// How the input ended, when it is not by completing.
    private func unfinishedEnding() -> Ending? {
        guard let ending = input.ending else { return nil }
        if case .finished = ending { return nil }
        return ending
    }

    // MARK: - Effects, after the lock

    private func perform(_ effects: Effects) {
        if effects.sent > 0 { output.wakeConsumer(nil) }
        if effects.taken > 0 { input.releaseHalf(nil) }
        if effects.hasVerdict { wiring.cell.notify(nil) }
        resume(effects.resume)
    }

    private func resume(_ lanes: [(Parked, Assignment)]) {
        for (lane, assignment) in lanes {
            wiring.cell.beginOutside()
            lane.resume(returning: assignment)
        }
    }
}
