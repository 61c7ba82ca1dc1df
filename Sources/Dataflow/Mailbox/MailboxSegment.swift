/// Slots of a ``MailboxSpan`` that lie side by side. It belongs to the side that asked for the span.
@usableFromInline
@safe struct MailboxSegment<Element> {
    // SAFETY: the slots are the span's; who uses the segment stays below `count` and below what the span has or has room
    // for.
    @usableFromInline let slots: UnsafeMutablePointer<Element>
    @usableFromInline let count: Int

    @inlinable @inline(__always)
    init(slots: UnsafeMutablePointer<Element>, count: Int) {
        unsafe self.slots = unsafe slots
        self.count = count
    }

    /// Moves the element out; the slot counts as taken once the consumer releases it.
    @inlinable @inline(__always)
    func take(_ offset: Int) -> Element { unsafe (slots + offset).move() }

    /// Fills a slot; the consumer sees the element once the producer publishes it.
    @inlinable @inline(__always)
    func put(_ element: consuming Element, _ offset: Int) { unsafe (slots + offset).initialize(to: element) }
}
