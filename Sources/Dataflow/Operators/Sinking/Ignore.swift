extension Flow {
    /// Consumes every element and does nothing with it.
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** never.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    @inlinable
    public func ignore(fileID: String = #fileID, line: Int = #line) -> Sink<Void> {
        sink(IgnoreBehavior(), kind: "ignore", fileID: fileID, line: line)
    }
}

@usableFromInline
struct IgnoreBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @inlinable
    init() {}

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Void> { .nothing }

    @inlinable
    mutating func finish() -> Emission<Void> { .emit(()) }
}
