import Synchronization

/// The consumer's side of a mailbox, without the elements: how the consumer waits, sees the end and cancels. It belongs
/// to the consuming node.
///
/// A look through this side stores nothing: a task of the node, or an external reader, may read elements meanwhile with
/// its ``MailboxReader``.
@usableFromInline
package protocol ConsumerSide: MailboxSide {}

/// The consuming node's end of an edge, for any type of element.
@usableFromInline
package struct ConsumerEnd: ConsumerSide {
    @usableFromInline package let mailbox: AnyMailbox

    @inlinable
    package init(_ mailbox: AnyMailbox) { self.mailbox = mailbox }

    /// Moves one element, which must be there, to an edge of the same element type, which must have room.
    package func passOne(to next: ProducerEnd, _ worker: WorkerHandle?) { mailbox.passOne(to: next.mailbox, worker) }

    /// The first element, which must be there, as text.
    package func describeFirst() -> String { mailbox.describeFirst() }
}

extension ConsumerSide {
    // MARK: - What the producer announces

    /// Whether there is no element.
    @inlinable
    package var isEmpty: Bool { mailbox.isEmpty }

    /// Whether the producer has ended; elements may still come before the end.
    @inlinable
    package var hasEnding: Bool { mailbox.hasEnding }

    /// The end, once the consumer has taken the last element.
    @inlinable
    package var ending: Ending? {
        // Read the end first: after the end, no element can come.
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

    /// Announces that the consumer waits for an element; false if an element, or the end, has come meanwhile.
    @inlinable
    package func restForElements(_ worker: WorkerHandle?) -> Bool { mailbox.restForElements(worker) }

    /// Announces that the consumer waits for an element or the end; the caller must look for both afterwards.
    func announce() { mailbox.announceConsumer() }

    /// Whether the producer waits, and half of the mailbox is free: then ``releaseHalf(_:)`` wakes it.
    @inlinable
    package var isReleaseDue: Bool { mailbox.isReleaseDue }

    /// Wakes a waiting producer, once half of the mailbox is free.
    @inlinable
    package func releaseHalf(_ worker: WorkerHandle?) { mailbox.releaseHalf(worker) }

    /// Wakes a waiting producer although less than half is free, because the consumer will now wait for something else.
    @inlinable
    package func releaseAll(_ worker: WorkerHandle?) { mailbox.releaseAll(worker) }

    // MARK: - Ending

    /// Tells the producer that the consumer wants no more, and discards what the mailbox holds. The first cause stays.
    ///
    /// The producer may send more elements until it sees this; it discards those itself when it closes.
    @inlinable
    package func cancel(_ cause: CancellationCause, _ worker: WorkerHandle?) { mailbox.cancel(cause, worker) }
}

/// The work of the consumer's side, written once for every type of element; nothing else calls it.
extension AnyMailbox {
    @inlinable
    var isEmpty: Bool { accepted.load(ordering: .sequentiallyConsistent) == removed.load(ordering: .relaxed) }

    @usableFromInline
    func restForElements(_ worker: WorkerHandle?) -> Bool {
        announceConsumer()
        if isEmpty, !hasEnding {
            // A producer that waits at an empty mailbox waits for demand.
            if isProducerWaiting { wakeProducer(worker) }
            return true
        }
        consumerWaits.store(false, ordering: .relaxed)
        return false
    }

    func announceConsumer() { consumerWaits.store(true, ordering: .sequentiallyConsistent) }

    @usableFromInline
    func releaseHalf(_ worker: WorkerHandle?) {
        if isReleaseDue { wakeProducer(worker) }
    }

    @inlinable
    var isReleaseDue: Bool { isProducerWaiting && capacity &- count >= (capacity &+ 1) / 2 }

    @usableFromInline
    func releaseAll(_ worker: WorkerHandle?) {
        guard isProducerWaiting else { return }
        if count < capacity { wakeProducer(worker) }
    }

    @usableFromInline
    func cancel(_ cause: CancellationCause, _ worker: WorkerHandle?) {
        guard !isCancelled else { return }
        reap()
        guard !hasEnding else { return }
        self.cause = cause
        interest.store(Interest.cancelled, ordering: .sequentiallyConsistent)
        producerWaits.store(false, ordering: .relaxed)
        wakers.cancelTasks()
        doomFeeds()
        wakers.interrupt()
        wakers.cancelProducer(worker)
    }
}
