/// A reader's place in a hub; its node's steps use it.
struct HubSeat {
    /// The position of the next element that the reader takes.
    var position: Int
    /// The round in which the reader began to wait. It still waits if no later one has begun.
    fileprivate var round = -1

    fileprivate init(position: Int) { self.position = position }
}

/// What the senders and the readers of a hub share: the elements, and who waits.
///
/// A reader's position belongs to its node, which passes it in. Nodes and senders are told after the lock is released,
/// and elements that are kept no longer die after it.
final class HubHandoff<Element: Sendable>: Sendable {
    enum Closing {
        case finished
        case failed(any Error)
    }

    enum SendOutcome {
        case sent
        case withdrawn
        case closed
    }

    private typealias Sender = (suspension: Suspension<SendOutcome>, element: Element)

    private struct State {
        var log: HubLog<Element>
        /// The readers' nodes that wait for the next element; each counts as external meanwhile.
        var readers: [ScheduleCell] = []
        /// Counts how often those who waited were told.
        var round = 0
        /// The nodes that wait for room to publish; each counts as external meanwhile.
        var producers: [ScheduleCell] = []
        var senders = WaitingLine<Sender>()
        var nextID = 0
        var closing: Closing?

        /// Whether an element may be sent without a wait, and without overtaking a sender that waits.
        var isOpen: Bool { closing == nil && log.hasRoom && senders.isEmpty }

        /// Nil if there is no room.
        mutating func offer(_ element: Element, _ news: inout News<Element>) -> SendOutcome? {
            if closing != nil { return .closed }
            guard isOpen else { return nil }
            accept(element, &news)
            return .sent
        }

        /// Accepts the elements of waiting senders as far as there is room.
        mutating func admit(_ news: inout News<Element>) {
            while closing == nil, log.hasRoom, let (suspension, element) = senders.popFirst() {
                news.admitted.append(suspension)
                accept(element, &news)
            }
            guard log.hasRoom, !producers.isEmpty else { return }
            news.nodes.append(contentsOf: producers)
            producers.removeAll(keepingCapacity: true)
        }

        mutating func accept(_ element: Element, _ news: inout News<Element>) {
            if let old = log.append(element) { news.garbage.append(old) }
            tellReaders(&news)
        }

        mutating func tellReaders(_ news: inout News<Element>) {
            guard !readers.isEmpty else { return }
            round += 1
            news.nodes.append(contentsOf: readers)
            readers.removeAll(keepingCapacity: true)
        }
    }

    /// What follows a change, after the lock is released.
    private struct News<Garbage> {
        var nodes = Few<ScheduleCell>()
        var admitted = Few<Suspension<SendOutcome>>()
        var garbage = Few<Garbage>()
    }

    let policy: SlowReader
    let problem: String?
    private let state: Guarded<State>
    /// The conductor, which must hear of every send.
    private let conductor = Conducting.current

    init(replay: Int, _ policy: SlowReader) {
        self.policy = policy
        problem = Self.problem(replay, policy)
        let bounded = policy.clamped
        state = Guarded(State(log: HubLog(replay: Limits.replay.clamp(replay), bounded)))
    }

    /// What is wrong with the arguments of a hub, or nil.
    static func problem(_ replay: Int, _ policy: SlowReader) -> String? {
        Limits.capacity.problem(policy.bound, "a hub with a bound of \(policy.bound)", tooSmall: "lets nobody read")
            ?? Limits.replay.problem(replay, "a replay of \(replay)", tooSmall: "is less than none")
    }

    // MARK: - For senders

    /// Nil if there is no room.
    func trySend(_ element: Element) -> SendOutcome? {
        conductor?.stirred("hub")
        return change { state, news in state.offer(element, &news) }
    }

    nonisolated(nonsending) func send(_ element: Element) async -> SendOutcome {
        if let outcome = trySend(element) { return outcome }
        let id = state.withLock { state in
            state.nextID &+= 1
            return state.nextID
        }
        // SAFETY: resumed once: here or, if it waits, by the thread that takes it out of the line under the lock, to accept
        // its element, to close the hub or to withdraw it.
        return await withTaskCancellationHandler {
            await withSuspension { (suspension: Suspension<SendOutcome>) in
                let outcome: SendOutcome? = change { state, news in
                    if Task.isCancelled { return .withdrawn }
                    if let outcome = state.offer(element, &news) { return outcome }
                    state.senders.join(id, (suspension, element))
                    return nil
                }
                if let outcome { suspension.resume(returning: outcome) }
            }
        } onCancel: {
            state.withLock { $0.senders.leave(id) }?.suspension.resume(returning: .withdrawn)
        }
    }

    /// Sends up to `limit` elements of a publishing node; nil if the hub is closed. If it sends none, the node waits until
    /// it is notified.
    func publish(
        _ limit: Int, _ cell: ScheduleCell, _ worker: WorkerHandle?, _ next: (_ offset: Int) -> Element
    ) -> Int? {
        change(worker, of: cell.scheduler) { state, news in
            if state.closing != nil { return nil }
            var count = 0
            while count < limit, state.isOpen {
                state.accept(next(count), &news)
                count += 1
            }
            if count == 0, !state.producers.contains(where: { $0 === cell }) {
                state.producers.append(cell)
                cell.beginExternal(isPassive: true)
            }
            return count
        }
    }

    /// Sends an element if nothing was sent since the log ended there; for changes that depend on the value before.
    func replace(_ element: Element, ifEndIs end: Int) -> Bool {
        change { state, news in
            guard state.log.end == end || state.closing != nil else { return false }
            if state.closing == nil { state.accept(element, &news) }
            return true
        }
    }

    /// Accepts nothing more. The first closing stays.
    func close(_ closing: Closing) {
        let waiting = change { state, news -> [Sender] in
            guard state.closing == nil else { return [] }
            state.closing = closing
            state.tellReaders(&news)
            news.nodes.append(contentsOf: state.producers)
            state.producers = []
            return state.senders.popAll()
        }
        for sender in waiting { sender.suspension.resume(returning: .closed) }
    }

    /// Ends as a flow does that was published; one that is cut off has said so when it was stopped.
    func close(as ending: Ending) {
        switch ending {
        case .finished: close(.finished)
        case .failed(let failure): close(.failed(failure.error))
        case .cancelled: break
        }
    }

    /// Whether nothing more is accepted.
    var hasEnded: Bool { state.withLock { $0.closing != nil } }

    /// The newest element, and the position behind it.
    var latest: (element: Element?, end: Int) { state.withLock { ($0.log.latest, $0.log.end) } }

    // MARK: - For readers

    /// Adds a reader, which must ``leave(_:_:)``.
    func join() -> HubSeat { HubSeat(position: state.withLock { $0.log.join() }) }

    /// The position behind the newest element.
    var end: Int { latest.end }

    func leave(_ seat: HubSeat, _ cell: ScheduleCell) {
        change { state, news in
            news.garbage.append(contentsOf: state.log.leave(seat.position))
            if seat.round == state.round { Self.remove(cell, from: &state.readers, &news) }
            state.admit(&news)
        }
    }

    /// The node stops waiting to publish.
    func giveUp(_ cell: ScheduleCell) {
        change { state, news in Self.remove(cell, from: &state.producers, &news) }
    }

    /// Gives a reader up to `limit` elements; if there are none, and no end, its node waits until it is notified.
    func take(
        _ seat: inout HubSeat, _ limit: Int, _ cell: ScheduleCell, _ worker: WorkerHandle?, _ body: (Element) -> Void
    ) -> (missed: Int, closing: Closing?) {
        change(worker, of: cell.scheduler) { state, news in
            let before = seat.position
            let missed = state.log.take(&seat.position, limit, body)
            if seat.position != before {
                state.admit(&news)
                return (missed, nil)
            }
            if state.closing == nil, seat.round != state.round {
                seat.round = state.round
                state.readers.append(cell)
                cell.beginExternal(isPassive: true)
            }
            return (missed, state.closing)
        }
    }

    // MARK: - Under the lock, and after it

    /// The node waits no more, if it did; it is told all the same, which ends what it counted for.
    private static func remove(_ cell: ScheduleCell, from line: inout [ScheduleCell], _ news: inout News<Element>) {
        guard let index = line.firstIndex(where: { $0 === cell }) else { return }
        line.remove(at: index)
        news.nodes.append(cell)
    }

    private func change<Answer>(
        _ worker: WorkerHandle? = nil, of scheduler: Scheduler? = nil,
        _ body: (inout State, inout News<Element>) -> Answer
    ) -> Answer {
        var news = News<Element>()
        let answer = state.withLock { body(&$0, &news) }
        news.admitted.forEach { $0.resume(returning: .sent) }
        news.nodes.forEach { cell in
            let own = cell.scheduler === scheduler ? worker : nil
            cell.notify(own)
            cell.endExternal(own, isPassive: true)
        }
        return answer
    }
}
