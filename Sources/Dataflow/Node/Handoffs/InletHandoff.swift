import Synchronization

/// The object that external senders and an inlet's node share: the queue, and the run that it feeds.
@usableFromInline
final class InletHandoff<Element: Sendable>: InletClaim, Sendable {
    @usableFromInline
    enum SendOutcome {
        case sent
        case withdrawn
        case closed(InletClosed)
    }

    /// A sender that waits for room.
    @usableFromInline
    struct Sender {
        let suspension: Suspension<SendOutcome>
        /// The node whose closure it is, if it is one of the run that the inlet feeds. That wait is none for something
        /// outside: only the run itself can end it, or nothing.
        var node: ScheduleCell?

        @usableFromInline
        func resume(returning outcome: sending SendOutcome) {
            node?.goOnOutside()
            suspension.resume(returning: outcome)
        }
    }

    @usableFromInline
    struct State {
        @usableFromInline var queue: InletQueue<Element, Sender>
        var isClaimed = false
        /// The inlet's node, from its first step to its last.
        @usableFromInline var cell: ScheduleCell?
        /// Whether the node waits for the next change; it counts as external meanwhile. A node that waits for room, or
        /// has yet to deliver accepted elements, awaits nothing external.
        @usableFromInline var isAwaited = false

        /// Nil means that the sender waits; somebody will resume it.
        mutating func sendOrWait(
            _ id: Int, _ sender: Sender, _ element: Element
        ) -> (SendOutcome?, ScheduleCell?) {
            if Task.isCancelled { return (.withdrawn, nil) }
            if let closing = queue.closing { return (.closed(InletClosed(closing)), nil) }
            if queue.offer(element) { return (.sent, nodeToTell()) }
            queue.wait(id, sender, element)
            return (nil, nil)
        }

        /// The node of the run that the inlet feeds whose closure calls.
        var callingNode: ScheduleCell? { (cell?.scheduler).flatMap { CurrentWorker.of($0)?.nodeOfLane } }

        @inlinable
        mutating func await() {
            guard !isAwaited else { return }
            isAwaited = true
            cell?.beginExternal(isPassive: true)
        }

        @inlinable
        mutating func nodeToTell() -> ScheduleCell? {
            guard isAwaited else { return nil }
            isAwaited = false
            return cell
        }
    }

    @usableFromInline let state: Guarded<State>
    @usableFromInline let problem: String?
    /// The conductor, which must hear of every send; otherwise it would not see those before the node's first step.
    private let conductor = Conducting.current
    @usableFromInline let isConducted: Bool

    init(capacity: Int) {
        problem = Limits.capacity.problem(
            capacity, "an inlet with a capacity of \(capacity)", tooSmall: "cannot hold an element")
        state = Guarded(State(queue: InletQueue(capacity: Limits.capacity.clamp(capacity))))
        isConducted = conductor != nil
    }

    // MARK: - For senders

    @inlinable
    func trySend(_ element: Element) -> InletAnswer {
        let (answer, cell) = offer(element)
        if let cell { tell(cell) }
        return answer
    }

    @inlinable
    func offer(_ element: Element) -> (InletAnswer, ScheduleCell?) {
        if isConducted { tellConductor() }
        return state.withLock { state -> (InletAnswer, ScheduleCell?) in
            if let closing = state.queue.closing { return (.closed(InletClosed(closing)), nil) }
            guard state.queue.offer(element) else { return (.full, nil) }
            return (.accepted, state.nodeToTell())
        }
    }

    @inlinable
    nonisolated(nonsending) func send(_ element: Element) async throws {
        let (answer, cell) = offer(element)
        if let cell { await tellLending(cell) }
        switch answer {
        case .accepted: return
        case .closed(let reason): throw reason
        case .full: try await waitForRoom(element)
        }
    }

    @usableFromInline
    nonisolated(nonsending) func waitForRoom(_ element: Element) async throws {
        let id = state.withLock { $0.queue.reserveID() }
        // SAFETY: resumed once: here or, if it waits, by the thread that takes it out of the queue under the lock, to
        // accept its element, to close the inlet or to withdraw it. With a closed queue or in a cancelled task, no
        // sender waits.
        let outcome = await withTaskCancellationHandler {
            await withSuspension { (suspension: Suspension<SendOutcome>) in
                let (outcome, cell, node) = state.withLock { state in
                    let node = state.callingNode
                    let sender = Sender(suspension: suspension, node: node)
                    let (outcome, cell) = state.sendOrWait(id, sender, element)
                    return (outcome, cell, node)
                }
                tell(cell)
                if let outcome { return suspension.resume(returning: outcome) }
                node?.waitInside(node.flatMap { CurrentWorker.of($0.scheduler) })
            }
        } onCancel: {
            state.withLock { $0.queue.withdraw(id) }?.sender.resume(returning: .withdrawn)
        }
        switch outcome {
        case .sent: return
        case .withdrawn: throw CancellationError()
        case .closed(let reason): throw reason
        }
    }

    @usableFromInline
    func close(_ closing: InletQueue<Element, Sender>.Closing) {
        if isConducted { tellConductor() }
        let (waiting, cell) = state.withLock { state in
            (state.queue.close(closing), state.nodeToTell())
        }
        for (sender, _) in waiting { sender.resume(returning: .closed(InletClosed(closing))) }
        tell(cell)
    }

    /// Notifies a node that waited for a change.
    @usableFromInline
    func tell(_ cell: ScheduleCell?) {
        cell?.notify(nil)
        cell?.endExternal(nil, isPassive: true)
    }

    /// Notifies a node that waited for an element, and lends it the thread.
    @usableFromInline
    nonisolated(nonsending) func tellLending(_ cell: ScheduleCell) async {
        cell.scheduler.lend(from: #isolation) { worker in
            cell.notify(worker)
            cell.endExternal(worker, isPassive: true)
        }
    }

    @usableFromInline
    func tellConductor() {
        conductor?.stirred(state.withLock { $0.cell?.name } ?? "inlet")
    }

    // MARK: - For the run

    @usableFromInline
    func claim() -> Bool {
        state.withLock { state in
            if state.isClaimed { return false }
            state.isClaimed = true
            return true
        }
    }

    @usableFromInline
    func unclaim() {
        state.withLock { $0.isClaimed = false }
    }

    @usableFromInline
    var congestion: InletCongestion {
        state.withLock { state in
            InletCongestion(
                nodes: state.queue.senders.all.compactMap(\.sender.node), held: state.queue.count,
                capacity: state.queue.capacity)
        }
    }

    /// Called in the node's first step: from now on it can be notified of changes.
    @usableFromInline
    func attach(_ cell: ScheduleCell) {
        state.withLock { $0.cell = cell }
    }

    /// Called in the node's last step; returns how many elements the inlet holds that nobody will take.
    @usableFromInline
    func detach(_ closing: InletQueue<Element, Sender>.Closing) -> Int {
        close(closing)
        // Taken out under the lock and freed after it: an element's `deinit` may call this inlet.
        let (discarded, cell) = state.withLock { state in (state.queue.discard(), state.cell.take()) }
        let count = discarded.count
        _ = (consume discarded, consume cell)
        return count
    }

    /// The failure with which the inlet was closed, even if the elements before it were not taken.
    @usableFromInline var failure: (any Error)? {
        if case .failed(let error)? = state.withLock({ $0.queue.closing }) { error } else { nil }
    }

    /// Takes up to `limit` elements. If there is none, and no end, the node begins to wait for the next change.
    @inlinable
    func take(_ limit: Int, _ body: (Element) -> Void) -> (count: Int, closing: InletQueue<Element, Sender>.Closing?) {
        var count = 0
        while true {
            let before = count
            let batch = min(limit - count, Self.batch)
            let (senders, closing) = state.withLock { state in
                let senders = state.queue.take(batch) {
                    body($0)
                    count += 1
                }
                let closing = state.queue.isEmpty ? state.queue.closing : nil
                if count == 0, closing == nil { state.await() }
                return (senders, closing)
            }
            for sender in senders { sender.resume(returning: .sent) }
            if closing != nil || count == limit || count < before + batch { return (count, closing) }
        }
    }

    /// The most elements moved under one lock.
    @usableFromInline static var batch: Int { 64 }
}
