extension Flow {
    /// Collects all elements into an array.
    ///
    /// - **Emits:** nothing; its value is the array, in order.
    /// - **Backpressures:** never; the array grows with the flow, so put `prefix(_:)` before it if the flow is endless.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    @inlinable
    public func collect(fileID: String = #fileID, line: Int = #line) -> Sink<[Element]> {
        sink(CollectBehavior(), kind: "collect", fileID: fileID, line: line)
    }
}

@usableFromInline
struct CollectBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var elements: [Element] = []

    @inlinable
    init() {}

    @inlinable
    mutating func receive(_ element: Element) -> Emission<[Element]> {
        elements.append(element)
        return .nothing
    }

    @inlinable
    mutating func finish() -> Emission<[Element]> { .emit(elements) }
}
