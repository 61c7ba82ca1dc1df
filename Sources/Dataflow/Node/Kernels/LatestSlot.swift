/// One input of a ``LatestKernel``, and its latest element.
@usableFromInline
@safe final class LatestSlot<Element: Sendable> {
    // SAFETY: this object allocates and frees the memory, which is initialised while `isFilled`. Only the steps of the
    // node whose kernel holds this object touch it.
    @usableFromInline let latest: UnsafeMutablePointer<Element>
    @usableFromInline let port: Int
    @usableFromInline let input: MailboxReader<Element>
    @usableFromInline var isFilled = false

    @inlinable
    init(_ port: Int, _ input: MailboxReader<Element>) {
        self.port = port
        self.input = input
        unsafe latest = .allocate(capacity: 1)
    }

    @inlinable
    deinit {
        if isFilled { unsafe latest.deinitialize(count: 1) }
        unsafe latest.deallocate()
    }

    /// What this input gives to a run of tuples: its next elements if this is the input that moves, otherwise its
    /// latest element each time. A value, because Swift does not specialise calls to a generic object in a pack.
    @inlinable
    func span(moving: Int) -> MailboxSpan<Element> {
        unsafe port == moving ? input.reading() : MailboxSpan(slots: latest, start: 0, mask: 0)
    }

    /// Removes the next `count` elements, which must be there, and keeps the last of them.
    @inlinable
    func advance(_ count: Int, _ worker: WorkerHandle?) {
        let elements = input.reading()
        elements.drop(count &- 1)
        if isFilled { unsafe latest.deinitialize(count: 1) }
        unsafe latest.initialize(to: elements.take(count &- 1))
        isFilled = true
        input.release(count, worker)
    }
}
