/// A sequence of a mailbox's slots; it belongs to the side that asked for it, until the counters move.
@usableFromInline
@safe package struct MailboxSpan<Element> {
    // SAFETY: a reader makes it of filled slots, a writer of free ones; the slots belong to that side until it moves
    // its counter.
    @usableFromInline let slots: UnsafeMutablePointer<Element>
    @usableFromInline let start: Int
    @usableFromInline let mask: Int

    @inlinable
    init(slots: UnsafeMutablePointer<Element>, start: Int, mask: Int) {
        unsafe self.slots = unsafe slots
        self.start = start
        self.mask = mask
    }

    /// Moves the element out; the slot counts as taken once the consumer releases it.
    @inlinable @inline(__always)
    package func take(_ offset: Int) -> Element {
        unsafe (slots + ((start &+ offset) & mask)).move()
    }

    /// The slots from `offset` up to the end of the ring: a loop over them needs less arithmetic than one index at a
    /// time.
    @inlinable @inline(__always)
    func segment(from offset: Int) -> MailboxSegment<Element> {
        let first = (start &+ offset) & mask
        return unsafe MailboxSegment(slots: slots + first, count: mask &+ 1 &- first)
    }

    /// A copy of the element, which stays.
    @inlinable @inline(__always)
    package func peek(_ offset: Int) -> Element {
        unsafe slots[(start &+ offset) & mask]
    }

    /// Destroys the first elements; the slots count as taken once the consumer releases them.
    @inlinable
    func drop(_ count: Int) {
        let front = segment(from: 0)
        let head = min(count, front.count)
        unsafe front.slots.deinitialize(count: head)
        unsafe slots.deinitialize(count: count &- head)
    }

    /// Fills a slot; the consumer sees the element once the producer publishes it.
    @inlinable @inline(__always)
    package func put(_ element: consuming Element, _ offset: Int) {
        unsafe (slots + ((start &+ offset) & mask)).initialize(to: element)
    }
}
