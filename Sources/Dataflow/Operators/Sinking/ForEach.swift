extension Flow {
    /// Calls a closure for each element.
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** while `body` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `body` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter body: called once for each element, in order, never twice at the same time.
    @inlinable
    public func forEach(
        fileID: String = #fileID, line: Int = #line, _ body: @escaping @Sendable (Element) throws -> Void
    ) -> Sink<Void> {
        sink(ForEachBehavior(body: body), kind: "forEach", fileID: fileID, line: line)
    }
}

@usableFromInline
struct ForEachBehavior<Input: Sendable>: TransformBehavior {
    @usableFromInline let body: @Sendable (Input) throws -> Void

    @inlinable
    init(body: @escaping @Sendable (Input) throws -> Void) {
        self.body = body
    }

    @inlinable
    mutating func receive(_ element: Input) throws -> Emission<Void> {
        try body(element)
        return .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Void> { .emit(()) }
}
