extension MailboxReader {
    /// One step of a node that only passes elements on: moves as many as `next` has room for, or waits for room.
    @inlinable
    func relay(_ available: Int, to next: MailboxWriter<Element>, _ turn: Turn) -> Step {
        let count = min(available, next.room(), turn.budget)
        guard count > 0 else { return .wait(.room) }
        move(count, to: next, turn.worker)
        return .again(count)
    }
}
