extension Flow {
    /// Waits for the last element.
    ///
    /// - **Emits:** nothing; its value is the last element, or nil for a flow without elements.
    /// - **Backpressures:** never.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    @inlinable
    public func last(fileID: String = #fileID, line: Int = #line) -> Sink<Element?> {
        sink(LastBehavior(), kind: "last", fileID: fileID, line: line)
    }
}

@usableFromInline
struct LastBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var last: Element?

    @inlinable
    init() {}

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Element?> {
        last = element
        return .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Element?> { .emit(last) }
}
