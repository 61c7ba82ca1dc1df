extension Flow {
    /// Turns each element into another, and leaves out those for which the closure gives nil.
    ///
    /// - **Emits:** what `transform` gives, unless it is nil.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `transform` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter transform: called once for each element, in order, never twice at the same time.
    @inlinable
    public func compactMap<Output: Sendable>(
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: @escaping @Sendable (Element) throws -> Output?
    ) -> Flow<Output> {
        self.transform(CompactMapBehavior(transform: transform), kind: "compactMap", fileID: fileID, line: line)
    }

    /// Turns each element into another with a closure that awaits, and leaves out those for which it gives nil.
    ///
    /// - **Emits:** what `transform` gives, unless it is nil: in the order of the elements, or as they get ready.
    /// - **Backpressures:** when downstream does, and while `concurrency` elements are in work or wait for their turn.
    /// - **Completes:** when upstream completes and the last closure has answered.
    /// - **Fails:** when upstream fails or `transform` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - ordered: whether results keep the order of the elements; a slow one then holds back those behind it.
    ///   - transform: called once for each element; with a `concurrency` above 1, calls overlap, in no particular order;
    ///     cancelled when the operator fails or ends early.
    @inlinable
    public func compactMap<Output: Sendable>(
        concurrency: Int = 1,
        ordered: Bool = true,
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Output?
    ) -> Flow<Output> {
        self.transform(
            AsyncCompactMapBehavior(transform: transform),
            concurrency: concurrency,
            ordered: ordered,
            kind: "compactMap",
            fileID: fileID,
            line: line
        )
    }
}

@usableFromInline
struct CompactMapBehavior<Input: Sendable, Output: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let transform: @Sendable (Input) throws -> Output?

    @inlinable
    init(transform: @escaping @Sendable (Input) throws -> Output?) {
        self.transform = transform
    }

    @inlinable
    mutating func receive(_ element: Input) throws -> Emission<Output> {
        guard let output = try transform(element) else { return .nothing }
        return .emit(output)
    }
}

@usableFromInline
struct AsyncCompactMapBehavior<Input: Sendable, Output: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline let transform: nonisolated(nonsending) @Sendable (Input) async throws -> Output?

    @inlinable
    init(transform: nonisolated(nonsending) @escaping @Sendable (Input) async throws -> Output?) {
        self.transform = transform
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Input) async throws -> SingleEmission<Output> {
        guard let output = try await transform(element) else { return .nothing }
        return .emit(output)
    }
}
