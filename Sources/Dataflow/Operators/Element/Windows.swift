extension Flow {
    /// Gives the latest elements for each element: windows that overlap.
    ///
    /// - **Emits:** an array of `count` elements for each element from number `count` on; none for a shorter flow.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameter count: at least 1, without an upper limit. The operator holds up to this many elements, and each array
    ///   costs an allocation and a copy of them.
    @inlinable
    public func windows(ofCount count: Int, fileID: String = #fileID, line: Int = #line) -> Flow<[Element]> {
        transform(
            WindowsBehavior(size: count),
            "windows",
            SourceSite(fileID: fileID, line: line),
            problem: count < 1 ? "a window of \(count) elements shows nothing. Give 1 or more." : nil
        )
    }
}

@usableFromInline
struct WindowsBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let size: Int
    /// The latest elements; a ring once there are `size` of them.
    @usableFromInline var ring: [Element] = []
    @usableFromInline var oldest = 0

    @inlinable
    init(size: Int) {
        self.size = size
    }

    @inlinable
    mutating func receive(_ element: Element) -> Emission<[Element]> {
        if ring.count < size {
            ring.append(element)
            return ring.count < size ? .nothing : .emit(ring)
        }
        ring[oldest] = element
        oldest = oldest &+ 1 == size ? 0 : oldest &+ 1
        return .emit(Array(ring[oldest...] + ring[..<oldest]))
    }
}
