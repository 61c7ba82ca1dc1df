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
    package func publish(_ count: Int, _ worker: WorkerHandle?) { publish(upTo: position &+ count, worker) }

    /// Publishes `count` more elements; ``wakeConsumer(_:)`` must follow.
    @inlinable
    package func show(_ count: Int) { show(upTo: position &+ count) }

    /// How many elements were published, modulo the size of an `Int`.
    @inlinable
    var position: Int { mailbox.accepted.load(ordering: .relaxed) }

    /// Publishes the elements up to `position` and wakes a waiting consumer.
    @inlinable
    func publish(upTo position: Int, _ worker: WorkerHandle?) {
        show(upTo: position)
        wakeConsumer(worker)
    }

    @inlinable
    func show(upTo position: Int) {
        finishRetains()
        mailbox.accepted.store(position, ordering: .sequentiallyConsistent)
    }

    /// Shows the elements up to `position` to a consumer that looks. One that waits does not see them before
    /// ``publish(upTo:_:)``, which must follow, or before the monitor wakes it.
    @inlinable
    func showEarly(upTo position: Int) {
        finishRetains()
        mailbox.accepted.store(position, ordering: .releasing)
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
