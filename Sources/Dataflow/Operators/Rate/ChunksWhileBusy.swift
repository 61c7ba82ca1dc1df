extension Flow {
    /// Collects the elements that come while downstream is busy into an array.
    ///
    /// A downstream that is quick gets arrays of one element; the slower it is, the more are in each.
    ///
    /// - **Emits:** when downstream asks, an array of what has come since it asked last; never an empty one.
    /// - **Backpressures:** while an array with `max` elements waits for downstream.
    /// - **Completes:** when upstream completes and the rest is sent.
    /// - **Fails:** when upstream fails and the rest is sent.
    ///
    /// - Parameter max: the most elements of an array, at least 1, without an upper limit. The operator holds up to this
    ///   many elements beyond its mailboxes, in memory that grows with what it holds.
    @inlinable
    public func chunksWhileBusy(max: Int, fileID: String = #fileID, line: Int = #line) -> Flow<[Element]> {
        transform(
            BusyChunksBehavior(max: max),
            nil,
            "chunksWhileBusy",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(chunk: max)
        )
    }
}

@usableFromInline
struct BusyChunksBehavior<Element: Sendable>: HoldingBehavior, Sendable {
    @usableFromInline let max: Int
    @usableFromInline var chunk: [Element] = []

    @inlinable
    init(max: Int) {
        self.max = max
    }

    @inlinable static var needsTime: Bool { false }
    @inlinable var isAccepting: Bool { chunk.count < max }
    @inlinable var isReady: Bool { !chunk.isEmpty }
    @inlinable var heldCount: Int { chunk.count }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) { chunk.append(element) }

    @inlinable
    mutating func handOver(now: Duration) -> [Element]? {
        defer { chunk = [] }
        return chunk
    }
}
