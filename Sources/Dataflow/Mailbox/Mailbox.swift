import Synchronization

/// A bounded edge between two nodes: a ring with one producer and one consumer, which hand elements over in chunks.
@usableFromInline
package final class Mailbox<Element>: AnyMailbox, @unchecked Sendable {
    // SAFETY: the slots from `removed` up to `accepted` are initialised and belong to the consumer, the others to the
    // producer; the counters' stores and loads hand them over. `slots` is allocated by the producer before it first
    // moves `accepted`, so an edge that never carries anything costs no storage.
    @usableFromInline let slots = Atomic<UnsafeMutablePointer<Element>?>(nil)
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
        slots.load(ordering: .relaxed)?.deallocate()
    }

    override func destroy(from position: Int, count: Int) {
        MailboxSpan(slots: slots.load(ordering: .relaxed)!, start: position, mask: mask).drop(count)
    }

    override package func passOne(to next: AnyMailbox, _ worker: Worker?) {
        // SAFETY: only a stage that was put into an edge asks, and both its mailboxes were made by that edge's producer.
        move(1, to: unsafeDowncast(next, to: Mailbox<Element>.self), worker)
    }

    override package func describeFirst() -> String { String(describing: reading().peek(0)) }

    /// The free slots, for the producer: as many as ``room()``.
    @inlinable
    package func writing() -> MailboxSpan<Element> {
        let start = accepted.load(ordering: .relaxed)
        return MailboxSpan(slots: slots.load(ordering: .relaxed) ?? allocate(), start: start, mask: mask)
    }

    @usableFromInline
    func allocate() -> UnsafeMutablePointer<Element> {
        let fresh = UnsafeMutablePointer<Element>.allocate(capacity: mask + 1)
        slots.store(fresh, ordering: .releasing)
        return fresh
    }

    /// The filled slots, for the consumer: as many as ``available()``, at least one.
    @inlinable
    package func reading() -> MailboxSpan<Element> {
        MailboxSpan(slots: slots.load(ordering: .relaxed)!, start: removed.load(ordering: .relaxed), mask: mask)
    }
}

extension Mailbox {
    /// Moves `count` elements on to another mailbox that has room for them.
    func move(_ count: Int, to next: Mailbox<Element>, _ worker: Worker?) {
        let (reader, writer) = (reading(), next.writing())
        for offset in 0..<count { writer.put(reader.take(offset), offset) }
        next.publish(count, worker)
        release(count, worker)
    }
}

/// A run of a mailbox's slots that belongs to whoever asked for it, until the counters move.
@usableFromInline
package struct MailboxSpan<Element> {
    @usableFromInline let slots: UnsafeMutablePointer<Element>
    @usableFromInline let start: Int
    @usableFromInline let mask: Int

    @inlinable
    init(slots: UnsafeMutablePointer<Element>, start: Int, mask: Int) {
        self.slots = slots
        self.start = start
        self.mask = mask
    }

    /// Moves the element out; its slot counts as taken once the consumer releases it.
    @inlinable @inline(__always)
    package func take(_ offset: Int) -> Element {
        (slots + ((start &+ offset) & mask)).move()
    }

    /// The slots from `offset` up to the end of the ring: walked with less arithmetic than one by one.
    @inlinable @inline(__always)
    func stretch(from offset: Int) -> (slots: UnsafeMutablePointer<Element>, count: Int) {
        let first = (start &+ offset) & mask
        return (slots + first, mask &+ 1 &- first)
    }

    /// A copy of the element, which stays.
    @inlinable @inline(__always)
    package func peek(_ offset: Int) -> Element {
        slots[(start &+ offset) & mask]
    }

    /// Destroys the first elements; their slots count as taken once the consumer releases them.
    @inlinable
    func drop(_ count: Int) {
        let front = stretch(from: 0)
        let head = min(count, front.count)
        front.slots.deinitialize(count: head)
        slots.deinitialize(count: count &- head)
    }

    /// Fills a slot; the consumer sees it once the producer publishes it.
    @inlinable @inline(__always)
    package func put(_ element: consuming Element, _ offset: Int) {
        (slots + ((start &+ offset) & mask)).initialize(to: element)
    }
}
