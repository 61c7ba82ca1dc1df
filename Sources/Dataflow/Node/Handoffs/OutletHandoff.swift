/// The object that an external reader and its node share: the consumer's side of a mailbox, and the reader if it waits.
@usableFromInline
final class OutletHandoff<Element: Sendable>: Sendable {
    @usableFromInline
    struct State {
        @usableFromInline var input: MailboxReader<Element>?
        var cell: ScheduleCell?
        var waiting: Suspension<Void>?
        var isEnded = false
    }

    @usableFromInline let state = Guarded(State())

    // MARK: - The reader's side

    /// The next element, or nil once there are no more.
    nonisolated(nonsending) func next() async -> Element? {
        while true {
            if let element = take() { return element }
            if state.withLock({ $0.isEnded }) { return nil }
            await waitForElement()
        }
    }

    /// The next element if it is there. Under the lock, so that an ending node does not discard an element that is
    /// being taken.
    @inlinable
    func take() -> Element? {
        var mustRelease = false
        let element = state.withLock { state -> Element? in
            guard let input = state.input, input.available() > 0 else { return nil }
            let element = input.reading().take(0)
            input.giveBack(1)
            mustRelease = input.isProducerWaiting
            return element
        }
        if mustRelease { release() }
        return element
    }

    @usableFromInline
    func release() { state.withLock { $0.input }?.releaseHalf(nil) }

    private nonisolated(nonsending) func waitForElement() async {
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
            cell?.notify(nil)
            cell?.endExternal(nil, isPassive: true)
        }
    }

    // MARK: - The node's side

    func attach(_ input: MailboxReader<Element>, _ cell: ScheduleCell) {
        let isAway = state.withLock { state in
            state.input = input
            state.cell = cell
            return state.waiting == nil
        }
        if isAway { cell.beginExternal(isPassive: true) }
    }

    /// What the node does next.
    enum Progress {
        case waits(Wait)
        case ends(Ending)
    }

    /// Resumes a waiting reader, if there is an element or the end for it. Under the lock, because the reader consumes.
    func advance() -> Progress {
        let (progress, reader) = state.withLock { state -> (Progress, Suspension<Void>?) in
            guard let input = state.input else { return (.waits(.external), nil) }
            if let ending = input.ending { return (.ends(ending), nil) }
            guard state.waiting != nil else { return (.waits(.external), nil) }
            return input.available() > 0 ? (.waits(.external), state.waiting.take()) : (.waits(.input), nil)
        }
        wake(reader)
        return progress
    }

    /// Called when the node ends: from now on the reader gets nil.
    func end() {
        let (reader, cell) = state.withLock { state in
            state.isEnded = true
            state.input = nil
            return (state.waiting.take(), state.cell.take())
        }
        if reader == nil { cell?.endExternal(nil, isPassive: true) }
        reader?.resume()
    }

    private func wake(_ reader: Suspension<Void>?) {
        guard let reader else { return }
        state.withLock { $0.cell }?.beginExternal(isPassive: true)
        reader.resume()
    }
}
