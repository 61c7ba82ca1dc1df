extension Flow {
    /// Numbers the elements.
    ///
    /// - **Emits:** for each element its number, counted from 0 in each run, and the element.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    @inlinable
    public func enumerated(fileID: String = #fileID, line: Int = #line) -> Flow<(offset: Int, element: Element)> {
        transform(EnumeratedBehavior(), kind: "enumerated", fileID: fileID, line: line)
    }
}

@usableFromInline
struct EnumeratedBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var count = 0

    @inlinable
    init() {}

    @inlinable
    mutating func receive(_ element: Element) -> Emission<(offset: Int, element: Element)> {
        defer { count &+= 1 }
        return .emit((count, element))
    }
}
