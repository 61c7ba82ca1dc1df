extension Flow {
    /// Takes the first element for which a predicate holds and wants no more.
    ///
    /// - **Emits:** nothing; its value is that element, or nil if there is none.
    /// - **Backpressures:** while `predicate` runs.
    /// - **Completes:** with that element, and cancels upstream then; when upstream completes before.
    /// - **Fails:** when upstream fails before or `predicate` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter predicate: called for each element up to the first for which it holds, in order.
    @inlinable
    public func first(
        fileID: String = #fileID, line: Int = #line,
        where predicate: @escaping @Sendable (Element) throws -> Bool
    ) -> Sink<Element?> {
        sink(FirstWhereBehavior(predicate: predicate), kind: "first", fileID: fileID, line: line)
    }

    /// Takes the first element for which a predicate that awaits holds and wants no more.
    ///
    /// - **Emits:** nothing; its value is that element, or nil if there is none.
    /// - **Backpressures:** while `predicate` runs.
    /// - **Completes:** with that element, and cancels upstream then; when upstream completes before.
    /// - **Fails:** when upstream fails before or `predicate` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter predicate: called for each element up to the first for which it holds, in order.
    @inlinable
    public func first(
        fileID: String = #fileID, line: Int = #line,
        where predicate: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool
    ) -> Sink<Element?> {
        sink(AsyncFirstWhereBehavior(predicate: predicate), kind: "first", fileID: fileID, line: line)
    }
}

@usableFromInline
struct FirstWhereBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let predicate: @Sendable (Element) throws -> Bool

    @inlinable
    init(predicate: @escaping @Sendable (Element) throws -> Bool) {
        self.predicate = predicate
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Element?> {
        try predicate(element) ? .emitLast(element) : .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Element?> { .emit(nil) }
}

@usableFromInline
struct AsyncFirstWhereBehavior<Element: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline let predicate: nonisolated(nonsending) @Sendable (Element) async throws -> Bool

    @inlinable
    init(predicate: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool) {
        self.predicate = predicate
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Element) async throws -> SingleEmission<Element?> {
        try await predicate(element) ? .emitLast(element) : .nothing
    }

    @inlinable
    nonisolated(nonsending) mutating func finish() async -> SingleEmission<Element?> { .emit(nil) }
}
