extension Flow {
    /// Finds out whether a predicate holds for an element, and wants no more then.
    ///
    /// - **Emits:** nothing; its value is true if `predicate` gave true, and false for a flow without elements.
    /// - **Backpressures:** while `predicate` runs.
    /// - **Completes:** with the first element for which the predicate holds, and cancels upstream then; when upstream
    ///   completes before.
    /// - **Fails:** when upstream fails before or `predicate` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter predicate: called for each element up to the first for which it holds, in order.
    @inlinable
    public func contains(
        fileID: String = #fileID, line: Int = #line,
        where predicate: @escaping @Sendable (Element) throws -> Bool
    ) -> Sink<Bool> {
        sink(ContainsBehavior(predicate: predicate), kind: "contains", fileID: fileID, line: line)
    }

    /// Finds out whether a predicate that awaits holds for an element, and wants no more then.
    ///
    /// - **Emits:** nothing; its value is true if `predicate` gave true, and false for a flow without elements.
    /// - **Backpressures:** while `predicate` runs.
    /// - **Completes:** with the first element for which the predicate holds, and cancels upstream then; when upstream
    ///   completes before.
    /// - **Fails:** when upstream fails before or `predicate` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter predicate: called for each element up to the first for which it holds, in order.
    @inlinable
    public func contains(
        fileID: String = #fileID, line: Int = #line,
        where predicate: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool
    ) -> Sink<Bool> {
        sink(AsyncContainsBehavior(predicate: predicate), kind: "contains", fileID: fileID, line: line)
    }
}

extension Flow where Element: Equatable {
    /// Finds out whether an element comes, and wants no more then.
    ///
    /// - **Emits:** nothing; its value is true if an element equals `element`, and false for a flow without elements.
    /// - **Backpressures:** never.
    /// - **Completes:** with the first equal element, and cancels upstream then; when upstream completes before.
    /// - **Fails:** when upstream fails before.
    ///
    /// - Parameter element: what is looked for.
    @inlinable
    public func contains(_ element: Element, fileID: String = #fileID, line: Int = #line) -> Sink<Bool> {
        contains(fileID: fileID, line: line) { $0 == element }
    }
}

@usableFromInline
struct ContainsBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let predicate: @Sendable (Element) throws -> Bool

    @inlinable
    init(predicate: @escaping @Sendable (Element) throws -> Bool) {
        self.predicate = predicate
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Bool> {
        try predicate(element) ? .emitLast(true) : .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Bool> { .emit(false) }
}

@usableFromInline
struct AsyncContainsBehavior<Element: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline let predicate: nonisolated(nonsending) @Sendable (Element) async throws -> Bool

    @inlinable
    init(predicate: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool) {
        self.predicate = predicate
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Element) async throws -> SingleEmission<Bool> {
        try await predicate(element) ? .emitLast(true) : .nothing
    }

    @inlinable
    nonisolated(nonsending) mutating func finish() async -> SingleEmission<Bool> { .emit(false) }
}
