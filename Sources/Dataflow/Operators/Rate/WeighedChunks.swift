extension Flow {
    /// Collects elements into arrays of a limited weight; the rest at the end, or before a failure, makes a last one.
    ///
    ///     lines.chunks(weighing: { $0.utf8.count }, limit: 65_536)
    ///
    /// An array leaves when its weight has come to the limit, or before an element that would make it heavier than that.
    /// An element that is heavier by itself is an array by itself.
    ///
    /// - **Emits:** arrays up to the limit, and the rest at the end; never an empty one.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes and the rest is sent.
    /// - **Fails:** when upstream fails and the rest is sent; when `weigh` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - weigh: gives the weight of an element: bytes, say. Less than zero counts as zero, and
    ///     elements of no weight fill no array; called once for each element.
    ///   - limit: the greatest weight of an array, at least 1, without an upper limit. The operator holds elements of up to
    ///     this weight beyond its mailboxes.
    @inlinable
    public func chunks(
        weighing weigh: @escaping @Sendable (Element) throws -> Int,
        limit: Int,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow<[Element]> {
        transform(
            WeighedChunksBehavior(weigh: weigh, limit: limit),
            "chunks",
            SourceSite(fileID: fileID, line: line),
            problem: limit < 1 ? "a weight of \(limit) leaves no room in an array. Give 1 or more." : nil
        )
    }
}

@usableFromInline
struct WeighedChunksBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let weigh: @Sendable (Element) throws -> Int
    @usableFromInline let limit: Int
    @usableFromInline var chunk: [Element] = []
    /// The weight of the chunk.
    @usableFromInline var weight = 0
    /// The chunk that leaves before the element that came.
    @usableFromInline var full: [Element]?

    @inlinable
    init(weigh: @escaping @Sendable (Element) throws -> Int, limit: Int) {
        self.weigh = weigh
        self.limit = limit
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<[Element]> {
        let added = min(max(0, try weigh(element)), limit)
        // The sum of two weights up to the limit may not fit.
        let isTooMuch = added > limit - weight
        if isTooMuch { full = take() }
        chunk.append(element)
        weight += added
        if full != nil { return .several }
        return weight == limit ? .emit(take()) : .nothing
    }

    @inlinable
    mutating func next() -> [Element]? {
        if let full = full.take() { return full }
        return weight == limit ? take() : nil
    }

    @inlinable
    mutating func finish() -> Emission<[Element]> { chunk.isEmpty ? .nothing : .emit(take()) }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<[Element]> { finish() }

    @inlinable
    mutating func take() -> [Element] {
        defer { (chunk, weight) = ([], 0) }
        return chunk
    }
}
