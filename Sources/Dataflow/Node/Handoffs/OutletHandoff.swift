/// The object that an external reader and its node share: the consumer's side of a mailbox, and the reader if it waits.
@usableFromInline
final class OutletHandoff<Element: Sendable>: Sendable {
    @usableFromInline
    struct State {
        @usableFromInline var input: MailboxReader<Element>?
        @usableFromInline var cell: ScheduleCell?
        @usableFromInline var waiting: Suspension<Void>?
        @usableFromInline var isEnded = false
    }

    @usableFromInline let state = Guarded(State())

    // MARK: - The reader's side

    /// The next element, or nil once there are no more.
    nonisolated(nonsending) func next() async -> Element? {
        while true {
            if let (element, mustRelease) = take() {
                if mustRelease { await release() }
                return element
            }
            if state.withLock({ $0.isEnded }) { return nil }
            await waitForElement()
        }
    }

    /// The next element if it is there, and whether ``release()`` must follow. Under the lock, so that an ending node does
    /// not discard an element that is being taken.
    @inlinable
    func take() -> (element: Element, mustRelease: Bool)? {
        state.withLock { state in
            guard let input = state.input, input.available() > 0 else { return nil }
            let element = input.reading().take(0)
            input.giveBack(1)
            state.cell?.scheduler.lending.repay()
            return (element, input.isReleaseDue)
        }
    }

    /// Wakes the node above, which waits for room. Half of the mailbox goes to one wake or loan.
    @usableFromInline
    nonisolated(nonsending) func release() async {
        let (input, cell) = state.withLock { ($0.input, $0.cell) }
        guard let input, let cell else { return }
        cell.scheduler.lend(from: #isolation) { input.releaseHalf($0) }
    }

    private nonisolated(nonsending) func waitForElement() async {
        let actor = #isolation
        // SAFETY: resumed once: here or, if it waits, by `resume()` or `end()`, which take it out of `waiting` under
        // the lock; after `end()` no reader waits.
        await withSuspension { continuation in
            let (mustWait, cell) = state.withLock { state -> (Bool, ScheduleCell?) in
                if state.isEnded { return (false, nil) }
                if let input = state.input, input.available() > 0 { return (false, nil) }
                state.waiting = continuation
                return (true, state.cell)
            }
            guard mustWait else { return continuation.resume() }
            // The node waits for an element, or the end, in place of the reader; from here on nothing external is
            // awaited.
            guard let cell else { return }
            cell.scheduler.lend(from: actor) { worker in
                cell.notify(worker)
                cell.endExternal(worker, isPassive: true)
            }
        }
    }

    // MARK: - The node's side

    @usableFromInline
    func attach(_ input: MailboxReader<Element>, _ cell: ScheduleCell) {
        let isAway = state.withLock { state in
            state.input = input
            state.cell = cell
            return state.waiting == nil
        }
        if isAway { cell.beginExternal(isPassive: true) }
    }

    /// What the node does next.
    @usableFromInline
    enum Progress {
        case waits(Wait)
        case ends(Ending)
    }

    /// Resumes a waiting reader, if there is an element or the end for it. Under the lock, because the reader consumes.
    @inlinable
    func advance() -> Progress {
        let (progress, reader) = state.withLock { state -> (Progress, Suspension<Void>?) in
            guard let input = state.input else { return (.waits(.external), nil) }
            if let ending = input.ending { return (.ends(ending), nil) }
            guard state.waiting != nil else { return (.waits(.external), nil) }
            return input.available() > 0 ? (.waits(.external), state.waiting.take()) : (.waits(.input), nil)
        }
        if let reader { wake(reader) }
        return progress
    }

    /// Called when the node ends: from now on the reader gets nil.
    @usableFromInline
    func end() {
        let (reader, cell) = state.withLock { state in
            state.isEnded = true
            state.input = nil
            return (state.waiting.take(), state.cell.take())
        }
        if reader == nil { cell?.endExternal(nil, isPassive: true) }
        reader?.resume()
    }

    @usableFromInline
    func wake(_ reader: Suspension<Void>) {
        state.withLock { $0.cell }?.beginExternal(isPassive: true)
        reader.resume()
    }
}
