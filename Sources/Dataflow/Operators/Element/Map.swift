extension Flow {
    /// Turns each element into another.
    ///
    /// - **Emits:** one element for each one received.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `transform` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter transform: called once for each element, in order, never twice at the same time.
    @inlinable
    public func map<Output: Sendable>(
        fileID: String = #fileID, line: Int = #line, _ transform: @escaping @Sendable (Element) throws -> Output
    ) -> Flow<Output> {
        self.transform(MapBehavior(transform: transform), kind: "map", fileID: fileID, line: line)
    }
}

@usableFromInline
struct MapBehavior<Input: Sendable, Output: Sendable>: TransformBehavior {
    @usableFromInline let transform: @Sendable (Input) throws -> Output

    @inlinable
    init(transform: @escaping @Sendable (Input) throws -> Output) {
        self.transform = transform
    }

    @inlinable
    mutating func receive(_ element: Input) throws -> Emission<Output> {
        .emit(try transform(element))
    }
}
