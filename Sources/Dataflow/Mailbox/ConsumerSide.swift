import Synchronization

/// The consumer's side of a mailbox, but for the elements: how it waits, hears of the end and cancels. It belongs to the node
/// that consumes.
///
/// A look from here notes nothing: elements may be read by a task of the node's, or outside, with its ``MailboxReader``.
@usableFromInline
package protocol ConsumerSide: MailboxSide {}

/// The end of an edge that a node consumes from, whatever travels.
@usableFromInline
package struct ConsumerEnd: ConsumerSide {
    @usableFromInline package let mailbox: AnyMailbox

    @inlinable
    package init(_ mailbox: AnyMailbox) { self.mailbox = mailbox }

    /// Moves one element that is there on to an edge of the same kind that has room.
    package func passOne(to next: ProducerEnd, _ worker: WorkerHandle?) { mailbox.passOne(to: next.mailbox, worker) }

    /// The first element, which is there, as text.
    package func describeFirst() -> String { mailbox.describeFirst() }
}

extension ConsumerSide {
    // MARK: - What the producer says

    /// Whether there is no element.
    @inlinable
    package var isEmpty: Bool { mailbox.isEmpty }

    /// Whether the producer has ended; elements may still come before the end.
    @inlinable
    package var hasEnding: Bool { mailbox.end.load(ordering: .sequentiallyConsistent) != 0 }

    /// The end, once the last element was taken.
    @inlinable
    package var ending: Ending? {
        // The end first: once it is there, no element comes any more.
        guard let ending = mailbox.endingAhead, isEmpty else { return nil }
        return ending
    }

    /// The end, even when elements come before it.
    @inlinable
    package var endingAhead: Ending? { mailbox.endingAhead }

    /// Whether the producer waits, for room or for demand.
    @inlinable
    package var isProducerWaiting: Bool { mailbox.isProducerWaiting }

    // MARK: - Waiting

    /// Announces that the consumer waits for an element; false means that there is one, or the end, after all.
    @inlinable
    package func restForElements(_ worker: WorkerHandle?) -> Bool { mailbox.restForElements(worker) }

    /// Announces that the consumer waits for whatever comes next, an element or the end; it must look after that.
    func announce() { mailbox.announceConsumer() }

    /// Wakes a producer that waits, once half of the mailbox is free.
    @inlinable
    package func releaseHalf(_ worker: WorkerHandle?) { mailbox.releaseHalf(worker) }

    /// Wakes a producer that waits although less than half is free: the consumer is about to wait for something else.
    @inlinable
    package func releaseAll(_ worker: WorkerHandle?) { mailbox.releaseAll(worker) }

    // MARK: - Ending

    /// Tells the producer that nothing more is wanted and discards what is held. The first cause stays.
    ///
    /// What the producer still sends until it sees this, it discards itself when it closes.
    @inlinable
    package func cancel(_ cause: CancellationCause, _ worker: WorkerHandle?) { mailbox.cancel(cause, worker) }
}

/// What the consumer's side does, written once for every type of element; nobody else calls it.
extension AnyMailbox {
    @inlinable
    var isEmpty: Bool { accepted.load(ordering: .sequentiallyConsistent) == removed.load(ordering: .relaxed) }

    @usableFromInline
    func restForElements(_ worker: WorkerHandle?) -> Bool {
        announceConsumer()
        if isEmpty, end.load(ordering: .sequentiallyConsistent) == EndCode.none {
            // A producer that waits at an empty mailbox waits for just this: that someone wants an element.
            if isProducerWaiting { wakeProducer(worker) }
            return true
        }
        consumerWaits.store(false, ordering: .relaxed)
        return false
    }

    func announceConsumer() { consumerWaits.store(true, ordering: .sequentiallyConsistent) }

    @usableFromInline
    func releaseHalf(_ worker: WorkerHandle?) {
        guard isProducerWaiting else { return }
        if capacity &- count >= (capacity &+ 1) / 2 { wakeProducer(worker) }
    }

    @usableFromInline
    func releaseAll(_ worker: WorkerHandle?) {
        guard isProducerWaiting else { return }
        if count < capacity { wakeProducer(worker) }
    }

    @usableFromInline
    func cancel(_ cause: CancellationCause, _ worker: WorkerHandle?) {
        guard !isCancelled else { return }
        reap()
        guard end.load(ordering: .sequentiallyConsistent) == EndCode.none else { return }
        self.cause = cause
        interest.store(Interest.cancelled, ordering: .sequentiallyConsistent)
        producerWaits.store(false, ordering: .relaxed)
        doomFeeds()
        wakers.cancelProducer(worker)
    }
}
