/// The flows that a node reads while they live, each in a slot. A value, for any type of element: it is compiled once.
///
/// The news of each slot come through ports, in blocks that double: the memory grows with the flows that live, and a step
/// looks at no slot without news.
@usableFromInline
package struct NestedSlots {
    /// One flow that has started.
    @usableFromInline
    struct Inner {
        @usableFromInline let end: ConsumerEnd
        @usableFromInline let part: any AttachedPart
        /// What feeds it; nil for a flow that is not fed, or no more.
        @usableFromInline var feed: ProducerEnd?
        /// Whether it is the flow of a group and does not read what it is fed.
        @usableFromInline let isUnread: Bool
        /// Whether its last element was taken.
        @usableFromInline var isDrained = false
        /// Whether its last node has ended.
        @usableFromInline var hasEnded = false
        /// Whether the node has cancelled it and wants nothing more of it.
        @usableFromInline var isCancelled = false

        /// Whether nothing more can come of it, so that its slot may be given to another.
        var isOver: Bool { hasEnded && (isDrained || isCancelled) }
    }

    @usableFromInline var inners: [Inner?] = []
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
    mutating func nextFree() -> Int {
        if free.isEmpty { grow() }
        return free[free.count - 1]
    }

    /// The ports of a slot.
    @usableFromInline
    func ports(of slot: Int) -> NestedSlot {
        var block = blocks.count - 1
        while blocks[block].first > slot { block -= 1 }
        return NestedSlot(port: slot - blocks[block].first, news: blocks[block].news, ends: blocks[block].ends)
    }

    /// Puts a flow into the slot that ``nextFree()`` gave.
    @usableFromInline
    mutating func add(_ part: any AttachedPart, feed: ProducerEnd?, isUnread: Bool) {
        let slot = free.removeLast()
        inners[slot] = Inner(end: ConsumerEnd(part.output), part: part, feed: feed, isUnread: isUnread)
        count += 1
    }

    /// Takes out a flow that has ended and is drained.
    @usableFromInline
    mutating func remove(_ slot: Int, _ worker: WorkerHandle?) -> (any AttachedPart)? {
        guard let inner = inners[slot], inner.isOver else { return nil }
        inner.feed?.close(.finished, worker)
        inners[slot] = nil
        free.append(slot)
        count -= 1
        if inner.isCancelled { cancelledCount -= 1 }
        return inner.part
    }

    /// The mailbox of the flow in a slot; nil where no flow lives.
    @inlinable
    func end(_ slot: Int) -> ConsumerEnd? { inners[slot]?.end }

    /// What feeds the flow in a slot; nil for one that is not fed, or no more, and for a slot that does not exist.
    @inlinable
    func feed(_ slot: Int) -> ProducerEnd? { inners.indices.contains(slot) ? inners[slot]?.feed : nil }

    @usableFromInline
    func isUnread(_ slot: Int) -> Bool { inners.indices.contains(slot) && inners[slot]?.isUnread == true }

    /// Ends what a flow is fed, behind the elements that it was.
    @usableFromInline
    mutating func closeFeed(_ slot: Int, _ worker: WorkerHandle?, as ending: Ending = .finished) {
        guard inners.indices.contains(slot), let feed = inners[slot]?.feed else { return }
        inners[slot]!.feed = nil
        feed.close(ending, worker)
    }

    @usableFromInline
    mutating func closeFeeds(_ ending: Ending, _ worker: WorkerHandle?) {
        for slot in inners.indices { closeFeed(slot, worker, as: ending) }
    }

    private mutating func grow() {
        let first = inners.count
        let size = max(8, first)
        blocks.append(
            Block(
                first: first, news: ReadyPorts(first: first, count: size), ends: ReadyPorts(first: first, count: size)))
        inners.append(contentsOf: repeatElement(nil, count: size))
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
    @usableFromInline
    mutating func cancelAll(_ cause: CancellationCause, _ ended: inout Fifo<Int>, _ worker: WorkerHandle?) {
        guard cancelledCount < count else { return }
        for slot in inners.indices where inners[slot]?.isCancelled == false {
            inners[slot]!.end.cancel(cause, worker)
            inners[slot]!.isCancelled = true
            cancelledCount += 1
            if inners[slot]!.hasEnded { ended.append(slot) }
        }
    }

    /// The failures with which flows have ended that are not cancelled.
    @usableFromInline
    var failures: [NodeFailure] {
        inners.compactMap { inner in
            guard let inner, !inner.isCancelled, case .failed(let failure)? = inner.end.endingAhead else {
                return nil
            }
            return failure
        }
    }
}
