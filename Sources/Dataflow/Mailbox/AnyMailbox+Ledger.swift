import Synchronization

/// The counts for observers: how many elements came, left, and were discarded.
extension AnyMailbox {
    /// How many elements the mailbox holds; exact only when neither side is active.
    @usableFromInline
    package var count: Int {
        max(0, accepted.load(ordering: .sequentiallyConsistent) &- removed.load(ordering: .sequentiallyConsistent))
    }

    @inlinable
    var isProducerWaiting: Bool { producerWaits.load(ordering: .sequentiallyConsistent) }
    @inlinable
    var isConsumerWaiting: Bool { consumerWaits.load(ordering: .sequentiallyConsistent) }
    /// Grows with each element that comes or goes, so it is the same at two moments only if nothing has moved between them.
    var moves: Int { accepted.load(ordering: .acquiring) &+ removed.load(ordering: .acquiring) }
    var acceptedCount: Int { accepted.load(ordering: .relaxed) }
    var discardedCount: Int { discarded.load(ordering: .relaxed) }
    var deliveredCount: Int { removed.load(ordering: .relaxed) &- discarded.load(ordering: .relaxed) }

    /// Counts an element that the producer offered after it saw that the consumer had cancelled.
    @usableFromInline
    func countDiscarded() {
        reap()
        accepted.add(1, ordering: .relaxed)
        removed.add(1, ordering: .relaxed)
        discarded.add(1, ordering: .relaxed)
    }

    /// Discards and counts the elements that the mailbox holds.
    ///
    /// The consumer may call it until it has cancelled, the producer after it saw that, and the run after both have
    /// ended.
    func reap() {
        let taken = removed.load(ordering: .relaxed)
        let held = accepted.load(ordering: .sequentiallyConsistent) &- taken
        guard held > 0 else { return }
        destroy(from: taken, count: held)
        removed.store(taken &+ held, ordering: .sequentiallyConsistent)
        acceptedSeen.store(taken &+ held, ordering: .relaxed)
        discarded.add(held, ordering: .relaxed)
    }
}
