extension Flow {
    /// Puts a buffer of a limited weight between upstream and downstream.
    ///
    ///     pieces.buffer(weighing: { $0.count }, limit: 1 << 20)
    ///
    /// An element that is heavier than the limit by itself fits into an empty buffer.
    ///
    /// - **Emits:** the elements in order, as downstream asks for them; dropped elements are counted.
    /// - **Backpressures:** with ``Overflow/suspend`` when the buffer is full, otherwise never.
    /// - **Completes:** when upstream completes and the buffer is empty.
    /// - **Fails:** when upstream fails, after the buffered elements; with ``Overflow/fail`` when the buffer overflows, with
    ///   ``BufferOverflow``; when `weigh` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - weigh: gives the weight of an element: bytes, say. Less than one counts as one; called once for each element.
    ///   - limit: the weight that the buffer holds, at least 1, without an upper limit. With ``Overflow/suspend`` one more
    ///     element may be held, because its weight is known only when it is taken.
    ///   - overflow: what happens with an element that does not fit. To make room, the oldest are dropped until it fits.
    @inlinable
    public func buffer(
        weighing weigh: @escaping @Sendable (Element) throws -> Int,
        limit: Int,
        overflow: Overflow = .suspend,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        transform(
            WeighedBufferBehavior(weigh: weigh, limit: limit, overflow: overflow),
            isFresh: overflow == .dropOldest || overflow == .dropNewest,
            nil,
            "buffer",
            SourceSite(fileID: fileID, line: line),
            problem: limit < 1 ? "a buffer for a weight of \(limit) cannot hold an element. Give 1 or more." : nil
        ).capacity(1, fileID: fileID, line: line)
    }
}

@usableFromInline
struct WeighedBufferBehavior<Element: Sendable>: HoldingBehavior, Sendable {
    @usableFromInline let weigh: @Sendable (Element) throws -> Int
    @usableFromInline let limit: Int
    @usableFromInline let overflow: Overflow
    @usableFromInline var held = Fifo<(element: Element, weight: Int)>()
    @usableFromInline var weight = 0
    @usableFromInline var droppedCount = 0
    @usableFromInline var failure: (any Error)?

    @inlinable
    init(weigh: @escaping @Sendable (Element) throws -> Int, limit: Int, overflow: Overflow) {
        self.weigh = weigh
        self.limit = limit
        self.overflow = overflow
    }

    @inlinable static var needsTime: Bool { false }
    @inlinable var isAccepting: Bool { overflow != .suspend || weight < limit }
    @inlinable var isReady: Bool { !held.isEmpty }
    @inlinable var heldCount: Int { held.count }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) throws {
        let added = min(max(1, try weigh(element)), limit)
        if overflow == .dropOldest { makeRoom(for: added) }
        // The sum of two weights up to the limit may not fit.
        if overflow == .suspend || added <= limit - weight {
            held.append((element, added))
            weight += added
        } else {
            droppedCount += 1
            if overflow == .fail { failure = BufferOverflow(size: held.count) }
        }
    }

    @inlinable
    mutating func makeRoom(for added: Int) {
        while added > limit - weight, let (_, freed) = held.popFirst() {
            weight -= freed
            droppedCount += 1
        }
    }

    @inlinable
    mutating func handOver(now: Duration) -> Element? {
        let first = held.popFirst()
        weight -= first?.weight ?? 0
        return first?.element
    }
}
