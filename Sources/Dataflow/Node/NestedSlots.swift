/// The flows that a node reads while they live, each in a slot. A value.
///
/// The news of each slot come through ports, in blocks that double: the memory grows with the flows that live, and a step
/// looks at no slot without news.
@usableFromInline
struct NestedSlots<Input: Sendable, Element: Sendable> {
    /// One flow that has started.
    @usableFromInline
    struct Inner {
        @usableFromInline let reader: MailboxReader<Element>
        /// Which of the node's flows it is, from 1.
        @usableFromInline let number: Int
        @usableFromInline let part: any AttachedPart
        /// Whether it is the flow of a group and does not read what it is fed.
        @usableFromInline let isUnread: Bool
        /// Whether its last element was taken.
        @usableFromInline var isDrained = false
        /// Whether its last node has ended.
        @usableFromInline var hasEnded = false
        /// Whether the node has cancelled it and wants nothing more of it.
        @usableFromInline var isCancelled = false
    }

    @usableFromInline var inners: [Inner?] = []
    /// Of the same flows, for the shell.
    @usableFromInline var ends: [ConsumerEnd?] = []
    /// What feeds the flow in each slot; nil for one that is not fed, or no more.
    @usableFromInline var feeds: [MailboxWriter<Input>?] = []
    private var blocks: [Block] = []
    /// The slots without a flow, the one to take next last.
    private var free: [Int] = []
    @usableFromInline var count = 0
    /// How many of them are cancelled.
    @usableFromInline var cancelledCount = 0

    private struct Block {
        let first: Int
        let news: ReadyPorts
        let ends: ReadyPorts
    }

    @usableFromInline
    init() {}

    // MARK: - Flows that come and go

    /// The slot of the next flow.
    @usableFromInline
    mutating func nextFree() -> Int { nextSlot().slot }

    /// A slot for one more flow; ``add(_:number:in:)`` must follow.
    mutating func nextSlot() -> (slot: Int, ports: NestedSlot) {
        if free.isEmpty { grow() }
        let slot = free[free.count - 1]
        let block = blocks.last { $0.first <= slot }!
        return (slot, NestedSlot(port: slot - block.first, news: block.news, ends: block.ends))
    }

    mutating func add(
        _ part: any AttachedPart, number: Int, feed: MailboxWriter<Input>?, isUnread: Bool, in slot: Int
    ) {
        free.removeLast()
        // SAFETY: the flow that the part was made from has elements of this type.
        let reader = unsafe MailboxReader(unsafeDowncast(part.output, to: Mailbox<Element>.self))
        inners[slot] = Inner(reader: reader, number: number, part: part, isUnread: isUnread)
        ends[slot] = ConsumerEnd(part.output)
        feeds[slot] = feed
        count += 1
    }

    /// Takes out a flow that has ended and is drained.
    mutating func remove(_ slot: Int, _ worker: WorkerHandle?) {
        guard let inner = inners[slot].take() else { return }
        ends[slot] = nil
        closeFeed(slot, worker)
        free.append(slot)
        count -= 1
        if inner.isCancelled { cancelledCount -= 1 }
    }

    /// What feeds the flow in a slot; nil for one that is not fed, or no more, and for a slot that does not exist.
    @inlinable
    func feed(_ slot: Int) -> MailboxWriter<Input>? { feeds.indices.contains(slot) ? feeds[slot] : nil }

    @usableFromInline
    func isUnread(_ slot: Int) -> Bool { inners.indices.contains(slot) && inners[slot]?.isUnread == true }

    /// Ends what a flow is fed, behind the elements that it was.
    @usableFromInline
    mutating func closeFeed(_ slot: Int, _ worker: WorkerHandle?, as ending: Ending = .finished) {
        guard feeds.indices.contains(slot), let feed = feeds[slot].take() else { return }
        feed.close(ending, worker)
    }

    mutating func closeFeeds(_ ending: Ending, _ worker: WorkerHandle?) {
        for slot in feeds.indices { closeFeed(slot, worker, as: ending) }
    }

    private mutating func grow() {
        let first = inners.count
        let size = max(8, first)
        blocks.append(
            Block(
                first: first, news: ReadyPorts(first: first, count: size), ends: ReadyPorts(first: first, count: size)))
        inners.append(contentsOf: repeatElement(nil, count: size))
        ends.append(contentsOf: repeatElement(nil, count: size))
        feeds.append(contentsOf: repeatElement(nil, count: size))
        free.append(contentsOf: (first..<first + size).reversed())
    }

    // MARK: - News

    @usableFromInline
    func takeNews(into order: inout Fifo<Int>) {
        for block in blocks { block.news.take(into: &order) }
    }

    @usableFromInline
    func takeEnds(into order: inout Fifo<Int>) {
        for block in blocks { block.ends.take(into: &order) }
    }

    // MARK: - Cancelling

    /// Wants nothing more of any flow: what their mailboxes hold is discarded. Those whose last node has ended before can
    /// be freed: `ended` gets their slots.
    mutating func cancelAll(_ cause: CancellationCause, _ ended: inout Fifo<Int>, _ worker: WorkerHandle?) {
        guard cancelledCount < count else { return }
        for slot in inners.indices where inners[slot]?.isCancelled == false {
            inners[slot]!.reader.cancel(cause, worker)
            inners[slot]!.isCancelled = true
            cancelledCount += 1
            if inners[slot]!.hasEnded { ended.append(slot) }
        }
    }

    /// The failures with which flows have ended that are not cancelled.
    var failures: [NodeFailure] {
        inners.compactMap { inner in
            guard let inner, !inner.isCancelled, case .failed(let failure)? = inner.reader.endingAhead else {
                return nil
            }
            return failure
        }
    }
}
