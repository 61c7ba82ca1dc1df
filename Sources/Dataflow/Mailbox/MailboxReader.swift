import Synchronization

/// The consumer's side of a mailbox, with the elements: for the one node that reads them, or a task under its lock.
@usableFromInline
package struct MailboxReader<Element>: ConsumerSide {
    @usableFromInline package let mailbox: Mailbox<Element>

    @inlinable
    package init(_ mailbox: Mailbox<Element>) { self.mailbox = mailbox }

    /// How many elements are there; reads the producer's counter only when the last look found none.
    @inlinable
    package func available() -> Int {
        let taken = mailbox.removed.load(ordering: .relaxed)
        let known = mailbox.acceptedSeen.load(ordering: .relaxed) &- taken
        return known > 0 ? known : mailbox.refreshAvailable(taken)
    }

    /// The filled slots: as many as ``available()``, at least one.
    @inlinable
    package func reading() -> MailboxSpan<Element> {
        // SAFETY: an element is there, so its producer has allocated the slots.
        unsafe MailboxSpan(
            slots: mailbox.slots.load(ordering: .relaxed)!, start: mailbox.removed.load(ordering: .relaxed),
            mask: mailbox.mask)
    }

    /// Releases `count` places and wakes a waiting producer, once half of the mailbox is free.
    @inlinable
    package func release(_ count: Int, _ worker: WorkerHandle?) {
        giveBack(count)
        if isProducerWaiting { releaseHalf(worker) }
    }

    /// Releases `count` places; ``releaseHalf(_:)`` or ``releaseAll(_:)`` must follow.
    @inlinable
    package func giveBack(_ count: Int) {
        let taken = mailbox.removed.load(ordering: .relaxed) &+ count
        mailbox.removed.store(taken, ordering: .sequentiallyConsistent)
    }

    /// Moves `count` elements to another mailbox, which must have room for them.
    @inlinable
    func move(_ count: Int, to next: MailboxWriter<Element>, _ worker: WorkerHandle?) {
        let (reader, writer) = (reading(), next.writing())
        for offset in 0..<count { writer.put(reader.take(offset), offset) }
        next.publish(count, worker)
        release(count, worker)
    }
}

extension AnyMailbox {
    @usableFromInline
    func refreshAvailable(_ taken: Int) -> Int {
        let seen = accepted.load(ordering: .sequentiallyConsistent)
        acceptedSeen.store(seen, ordering: .relaxed)
        return seen &- taken
    }
}
