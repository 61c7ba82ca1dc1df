/// What the senders and the readers of a hub share: the elements, and who waits.
///
/// A reader's position belongs to its node, which passes it in. Nodes and senders are told after the lock is released,
/// and elements that are kept no longer die after it. A chunk costs one lock and one look, at either side.
@usableFromInline
final class HubHandoff<Element: Sendable>: Sendable {
    @usableFromInline typealias Sender = (suspension: Suspension<HubSending>, element: Element)

    @usableFromInline
    struct State {
        @usableFromInline var log: HubLog<Element>
        @usableFromInline var crowd = HubCrowd()
        @usableFromInline var senders = WaitingLine<Sender>()
        var nextID = 0
        @usableFromInline var closing: HubClosing?

        init(_ log: HubLog<Element>) { self.log = log }

        /// How many elements may be sent without a wait, and without overtaking a sender that waits.
        @inlinable var room: Int { closing == nil && senders.isEmpty ? log.room : 0 }

        /// Nil if there is no room.
        @inlinable
        mutating func offer(_ element: Element, _ news: inout HubNews, _ garbage: inout Few<Element>) -> HubSending? {
            if closing != nil { return .closed }
            guard room > 0 else { return nil }
            accept(element, &garbage)
            crowd.tellReaders(&news)
            return .sent
        }

        /// Accepts an element; the readers must be told.
        @inlinable
        mutating func accept(_ element: Element, _ garbage: inout Few<Element>) {
            if let old = log.append(element) { garbage.append(old) }
        }

        /// Tells those who wait for room, if there is any.
        @inlinable
        mutating func admit(_ news: inout HubNews, _ garbage: inout Few<Element>) {
            if !senders.isEmpty { admitSenders(&news, &garbage) }
            if !crowd.producers.isEmpty, log.hasRoom { crowd.tellProducers(&news) }
        }

        /// Accepts the elements of waiting senders as far as there is room.
        @usableFromInline
        mutating func admitSenders(_ news: inout HubNews, _ garbage: inout Few<Element>) {
            while closing == nil, log.hasRoom, let (suspension, element) = senders.popFirst() {
                news.admitted.append(suspension)
                accept(element, &garbage)
                crowd.tellReaders(&news)
            }
        }
    }

    @usableFromInline let policy: SlowReader
    @usableFromInline let problem: String?
    @usableFromInline let state: Guarded<State>
    /// The conductor, which must hear of every send.
    private let conductor = Conducting.current

    @usableFromInline
    init(replay: Int, _ policy: SlowReader) {
        self.policy = policy
        problem = Self.problem(replay, policy)
        let bounded = policy.clamped
        state = Guarded(State(HubLog(replay: Limits.replay.clamp(replay), bounded)))
    }

    /// What is wrong with the arguments of a hub, or nil.
    @usableFromInline
    static func problem(_ replay: Int, _ policy: SlowReader) -> String? {
        Limits.capacity.problem(policy.bound, "a hub with a bound of \(policy.bound)", tooSmall: "lets nobody read")
            ?? Limits.replay.problem(replay, "a replay of \(replay)", tooSmall: "is less than none")
    }

    // MARK: - For nodes

    /// Sends up to `limit` elements of a publishing node; nil if the hub is closed. If it sends none, the node waits until
    /// it is notified.
    @inlinable
    func publish(
        _ limit: Int, _ cell: NodeCell, _ worker: WorkerHandle?, _ next: (_ offset: Int) -> Element
    ) -> Int? {
        var (news, garbage) = (HubNews(), Few<Element>())
        let count = state.withLock { state -> Int? in
            if state.closing != nil { return nil }
            let count = min(limit, state.room)
            guard count > 0 else {
                state.crowd.waitForRoom(cell)
                return 0
            }
            for offset in 0..<count { state.accept(next(offset), &garbage) }
            state.crowd.tellReaders(&news)
            return count
        }
        free(garbage)
        if !news.isEmpty { tell(news, worker, of: cell) }
        return count
    }

    /// Gives a reader up to `limit` elements; if there are none, and no end, its node waits until it is notified.
    @inlinable
    func take(
        _ seat: inout HubSeat, _ limit: Int, _ cell: NodeCell, _ worker: WorkerHandle?, _ body: (Element) -> Void
    ) -> (missed: Int, closing: HubClosing?) {
        var (news, garbage) = (HubNews(), Few<Element>())
        let answer = state.withLock { state -> (missed: Int, closing: HubClosing?) in
            let before = seat.position
            let missed = state.log.take(&seat.position, limit, body)
            if seat.position != before {
                state.admit(&news, &garbage)
                return (missed, nil)
            }
            if state.closing == nil { state.crowd.wait(&seat, cell) }
            return (missed, state.closing)
        }
        free(garbage)
        if !news.isEmpty { tell(news, worker, of: cell) }
        return answer
    }

    /// The position behind the newest element.
    @inlinable var end: Int { state.withLock { $0.log.end } }

    /// Adds a reader, which must ``leave(_:_:)``.
    @usableFromInline
    func join() -> HubSeat { HubSeat(position: state.withLock { $0.log.join() }) }

    @usableFromInline
    func leave(_ seat: HubSeat, _ cell: NodeCell) {
        change { state, news, garbage in
            garbage.append(contentsOf: state.log.leave(seat.position))
            state.crowd.remove(seat, cell, &news)
            state.admit(&news, &garbage)
        }
    }

    /// The node stops waiting to publish.
    @usableFromInline
    func giveUp(_ cell: NodeCell) {
        change { state, news, _ in state.crowd.remove(producer: cell, &news) }
    }

    // MARK: - For anybody

    /// Nil if there is no room.
    @inlinable
    func trySend(_ element: Element) -> HubSending? {
        stir()
        var (news, garbage) = (HubNews(), Few<Element>())
        let outcome = state.withLock { $0.offer(element, &news, &garbage) }
        free(garbage)
        if !news.isEmpty { tell(news, nil, of: nil) }
        return outcome
    }

    @inlinable
    nonisolated(nonsending) func send(_ element: Element) async -> HubSending {
        if let outcome = trySend(element) { return outcome }
        return await waitToSend(element)
    }

    @usableFromInline
    nonisolated(nonsending) func waitToSend(_ element: Element) async -> HubSending {
        let id = state.withLock { state in
            state.nextID &+= 1
            return state.nextID
        }
        // SAFETY: resumed once: here or, if it waits, by the thread that takes it out of the line under the lock, to accept
        // its element, to close the hub or to withdraw it.
        return await withTaskCancellationHandler {
            await withSuspension { (suspension: Suspension<HubSending>) in
                let outcome: HubSending? = change { state, news, garbage in
                    if Task.isCancelled { return .withdrawn }
                    if let outcome = state.offer(element, &news, &garbage) { return outcome }
                    state.senders.join(id, (suspension, element))
                    return nil
                }
                if let outcome { suspension.resume(returning: outcome) }
            }
        } onCancel: {
            state.withLock { $0.senders.leave(id) }?.suspension.resume(returning: .withdrawn)
        }
    }

    /// Sends an element if nothing was sent since the log ended there; for changes that depend on the value before.
    @usableFromInline
    func replace(_ element: Element, ifEndIs end: Int) -> Bool {
        change { state, news, garbage in
            guard state.log.end == end || state.closing != nil else { return false }
            if state.closing == nil {
                state.accept(element, &garbage)
                state.crowd.tellReaders(&news)
            }
            return true
        }
    }

    /// Accepts nothing more. The first closing stays.
    @usableFromInline
    func close(_ closing: HubClosing) {
        let waiting = change { state, news, _ -> [Sender] in
            guard state.closing == nil else { return [] }
            state.closing = closing
            state.crowd.tellReaders(&news)
            state.crowd.tellProducers(&news)
            return state.senders.popAll()
        }
        for sender in waiting { sender.suspension.resume(returning: .closed) }
    }

    /// Ends as a flow does that was published; one that is cut off has said so when it was stopped.
    @usableFromInline
    func close(as ending: Ending) {
        switch ending {
        case .finished: close(.finished)
        case .failed(let failure): close(.failed(failure.error))
        case .cancelled: break
        }
    }

    /// Whether nothing more is accepted.
    @usableFromInline
    var hasEnded: Bool { state.withLock { $0.closing != nil } }

    /// The newest element, and the position behind it.
    @inlinable
    var latest: (element: Element?, end: Int) { state.withLock { ($0.log.latest, $0.log.end) } }

    // MARK: - After the lock

    /// Nothing reads what is kept no longer, so the compiler would free it where it is taken out: under the lock.
    @inlinable
    func free(_ garbage: Few<Element>) { withExtendedLifetime(garbage) {} }

    private func change<Answer>(
        _ body: (inout State, inout HubNews, inout Few<Element>) -> Answer
    ) -> Answer {
        var (news, garbage) = (HubNews(), Few<Element>())
        let answer = state.withLock { body(&$0, &news, &garbage) }
        free(garbage)
        if !news.isEmpty { tell(news, nil, of: nil) }
        return answer
    }

    /// Tells who is concerned; `cell` is the node whose step has changed the hub, if one did.
    @usableFromInline
    func tell(_ news: consuming HubNews, _ worker: WorkerHandle?, of cell: NodeCell?) {
        news.tell(worker, of: cell?.scheduler)
        guard news.readers.count > 1 else { return }
        news.readers.removeAll(keepingCapacity: true)
        state.withLock { $0.crowd.keep(news.readers) }
    }

    @usableFromInline
    func stir() { conductor?.stirred("hub") }
}
