extension Flow {
    /// Leaves out the last elements.
    ///
    /// - **Emits:** an element once `count` others have come after it.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails; the last `count` elements before that are left out too.
    ///
    /// - Parameter count: at least 0, without an upper limit. The operator holds up to this many elements.
    @inlinable
    public func dropLast(_ count: Int = 1, fileID: String = #fileID, line: Int = #line) -> Flow {
        transform(
            DropLastBehavior(count: count),
            "dropLast",
            SourceSite(fileID: fileID, line: line),
            problem: count < 0 ? "it cannot leave out \(count) elements. Give 0 or more." : nil
        )
    }
}

@usableFromInline
struct DropLastBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let count: Int
    /// The elements that may be the last.
    @usableFromInline var held = Fifo<Element>()

    @inlinable
    init(count: Int) {
        self.count = count
    }

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Element> {
        held.append(element)
        return held.count > count ? held.popFirst().map { .emit($0) } ?? .nothing : .nothing
    }
}
