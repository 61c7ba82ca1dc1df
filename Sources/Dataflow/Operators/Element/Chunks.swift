extension Flow {
    /// Collects elements into arrays of equal size; the rest at the end, or before a failure, makes a last, shorter one.
    ///
    /// - **Emits:** an array when `count` elements have come, and the rest at the end; never an empty one.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes and the rest is sent.
    /// - **Fails:** when upstream fails and the rest is sent.
    ///
    /// - Parameter count: at least 1, without an upper limit. The operator holds up to this many elements beyond its
    ///   mailboxes, in memory that grows with what it holds.
    @inlinable
    public func chunks(of count: Int, fileID: String = #fileID, line: Int = #line) -> Flow<[Element]> {
        transform(
            ChunksBehavior(size: count),
            "chunks",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(chunk: count)
        )
    }
}

@usableFromInline
struct ChunksBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let size: Int
    @usableFromInline var chunk: [Element] = []

    @inlinable
    init(size: Int) {
        self.size = size
    }

    @inlinable
    mutating func receive(_ element: Element) -> Emission<[Element]> {
        // Most chunks are small: their memory is reserved at once. The memory of a huge one grows as it fills.
        if chunk.isEmpty { chunk.reserveCapacity(min(size, 1024)) }
        chunk.append(element)
        return chunk.count == size ? .emit(take()) : .nothing
    }

    @inlinable
    mutating func finish() -> Emission<[Element]> { chunk.isEmpty ? .nothing : .emit(take()) }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<[Element]> { finish() }

    @inlinable
    mutating func take() -> [Element] {
        defer { chunk = [] }
        return chunk
    }
}
