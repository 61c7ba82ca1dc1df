import Synchronization

/// A bounded edge between two nodes: a ring through which one producer hands elements to one consumer, in chunks.
@usableFromInline
@safe package final class Mailbox<Element>: AnyMailbox, @unchecked Sendable {
    // SAFETY: the slots from `removed` up to `accepted` are initialised and belong to the consumer, the others to the
    // producer; stores and loads of the counters transfer them. The producer allocates `slots` before it first moves
    // `accepted`, so an edge that never carries an element needs no storage.
    @usableFromInline let slots = unsafe Atomic<UnsafeMutablePointer<Element>?>(nil)
    @usableFromInline let mask: Int

    @usableFromInline
    override init(capacity: Int) {
        var size = 1
        while size < capacity { size *= 2 }
        mask = size - 1
        super.init(capacity: capacity)
    }

    deinit {
        reap()
        unsafe slots.load(ordering: .relaxed)?.deallocate()
    }

    override func destroy(from position: Int, count: Int) {
        unsafe MailboxSpan(slots: slots.load(ordering: .relaxed)!, start: position, mask: mask).drop(count)
    }

    override func passOne(to next: AnyMailbox, _ worker: WorkerHandle?) {
        // SAFETY: only a stage that was put into an edge calls this, and that edge's producer made both of its
        // mailboxes.
        let next = unsafe unsafeDowncast(next, to: Mailbox<Element>.self)
        MailboxReader(self).move(1, to: MailboxWriter(next), worker)
    }

    override func describeFirst() -> String { String(describing: MailboxReader(self).reading().peek(0)) }

    @usableFromInline
    func allocate() -> UnsafeMutablePointer<Element> {
        let fresh = UnsafeMutablePointer<Element>.allocate(capacity: mask + 1)
        unsafe slots.store(fresh, ordering: .releasing)
        return unsafe fresh
    }
}
