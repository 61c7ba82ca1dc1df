extension Flow {
    /// Takes the first element and wants no more.
    ///
    /// - **Emits:** nothing; its value is the first element, or nil for a flow without elements.
    /// - **Backpressures:** never.
    /// - **Completes:** with the first element, and cancels upstream then; when upstream completes before.
    /// - **Fails:** when upstream fails before.
    @inlinable
    public func first(fileID: String = #fileID, line: Int = #line) -> Sink<Element?> {
        sink(FirstBehavior(), kind: "first", fileID: fileID, line: line)
    }
}

@usableFromInline
struct FirstBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @inlinable
    init() {}

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Element?> { .emitLast(element) }

    @inlinable
    mutating func finish() -> Emission<Element?> { .emit(nil) }
}
