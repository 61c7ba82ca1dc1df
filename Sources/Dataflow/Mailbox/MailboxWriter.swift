import Synchronization

/// The producer's side of a mailbox, with the elements: for the one node or task that writes them.
@usableFromInline
package struct MailboxWriter<Element>: ProducerSide {
    @usableFromInline package let mailbox: Mailbox<Element>

    @inlinable
    package init(_ mailbox: Mailbox<Element>) { self.mailbox = mailbox }

    /// How many elements fit now; reads the consumer's counter only when the last look found no room.
    @inlinable
    package func room() -> Int {
        let sent = mailbox.accepted.load(ordering: .relaxed)
        let known = mailbox.capacity &- (sent &- mailbox.removedSeen.load(ordering: .relaxed))
        return known > 0 ? known : mailbox.refreshRoom(sent)
    }

    /// The free slots: as many as ``room()``.
    @inlinable
    package func writing() -> MailboxSpan<Element> {
        let start = mailbox.accepted.load(ordering: .relaxed)
        // SAFETY: only the producer, whose side this is, allocates.
        return unsafe MailboxSpan(
            slots: mailbox.slots.load(ordering: .relaxed) ?? mailbox.allocate(), start: start, mask: mailbox.mask)
    }

    /// Publishes `count` more elements and wakes a waiting consumer.
    @inlinable
    package func publish(_ count: Int, _ worker: WorkerHandle?) {
        show(count)
        wakeConsumer(worker)
    }

    /// How many elements were published, modulo the size of an `Int`.
    @inlinable
    var position: Int { mailbox.accepted.load(ordering: .relaxed) }

    /// Shows the elements up to `position` to a consumer that looks. One that waits does not see them before
    /// ``publishAll(_:_:)``, which must follow, or before the monitor wakes it.
    @inlinable
    func showEarly(_ position: Int) { mailbox.accepted.store(position, ordering: .releasing) }

    /// Publishes the elements up to `position` and wakes a waiting consumer.
    @inlinable
    func publishAll(_ position: Int, _ worker: WorkerHandle?) {
        mailbox.accepted.store(position, ordering: .sequentiallyConsistent)
        wakeConsumer(worker)
    }

    /// Publishes `count` more elements; ``wakeConsumer(_:)`` must follow.
    @inlinable
    package func show(_ count: Int) {
        let sent = mailbox.accepted.load(ordering: .relaxed) &+ count
        mailbox.accepted.store(sent, ordering: .sequentiallyConsistent)
    }
}

extension AnyMailbox {
    @usableFromInline
    func refreshRoom(_ sent: Int) -> Int {
        let seen = removed.load(ordering: .sequentiallyConsistent)
        guard gate.load(ordering: .sequentiallyConsistent) else { return 0 }
        removedSeen.store(seen, ordering: .relaxed)
        return capacity &- (sent &- seen)
    }
}
