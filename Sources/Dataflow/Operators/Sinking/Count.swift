extension Flow {
    /// Counts the elements.
    ///
    /// - **Emits:** nothing; its value is the number of elements.
    /// - **Backpressures:** never.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    @inlinable
    public func count(fileID: String = #fileID, line: Int = #line) -> Sink<Int> {
        sink(CountBehavior(), kind: "count", fileID: fileID, line: line)
    }
}

@usableFromInline
struct CountBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var count = 0

    @inlinable
    init() {}

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Int> {
        count &+= 1
        return .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Int> { .emit(count) }
}
