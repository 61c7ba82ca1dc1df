extension Flow {
    /// Finds out whether a predicate holds for every element, and wants no more once it does not.
    ///
    /// - **Emits:** nothing; its value is false if `predicate` gave false, and true for a flow without elements.
    /// - **Backpressures:** while `predicate` runs.
    /// - **Completes:** with the first element for which the predicate does not hold, and cancels upstream then; when
    ///   upstream completes before.
    /// - **Fails:** when upstream fails before or `predicate` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter predicate: called for each element up to the first for which it does not hold, in order.
    @inlinable
    public func allSatisfy(
        fileID: String = #fileID, line: Int = #line,
        _ predicate: @escaping @Sendable (Element) throws -> Bool
    ) -> Sink<Bool> {
        sink(AllSatisfyBehavior(predicate: predicate), kind: "allSatisfy", fileID: fileID, line: line)
    }

    /// Finds out whether a predicate that awaits holds for every element, and wants no more once it does not.
    ///
    /// - **Emits:** nothing; its value is false if `predicate` gave false, and true for a flow without elements.
    /// - **Backpressures:** while `predicate` runs.
    /// - **Completes:** with the first element for which the predicate does not hold, and cancels upstream then; when
    ///   upstream completes before.
    /// - **Fails:** when upstream fails before or `predicate` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter predicate: called for each element up to the first for which it does not hold, in order.
    @inlinable
    public func allSatisfy(
        fileID: String = #fileID, line: Int = #line,
        _ predicate: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool
    ) -> Sink<Bool> {
        sink(AsyncAllSatisfyBehavior(predicate: predicate), kind: "allSatisfy", fileID: fileID, line: line)
    }
}

@usableFromInline
struct AllSatisfyBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let predicate: @Sendable (Element) throws -> Bool

    @inlinable
    init(predicate: @escaping @Sendable (Element) throws -> Bool) {
        self.predicate = predicate
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Bool> {
        try predicate(element) ? .nothing : .emitLast(false)
    }

    @inlinable
    mutating func finish() -> Emission<Bool> { .emit(true) }
}

@usableFromInline
struct AsyncAllSatisfyBehavior<Element: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline let predicate: nonisolated(nonsending) @Sendable (Element) async throws -> Bool

    @inlinable
    init(predicate: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool) {
        self.predicate = predicate
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Element) async throws -> SingleEmission<Bool> {
        try await predicate(element) ? .nothing : .emitLast(false)
    }

    @inlinable
    nonisolated(nonsending) mutating func finish() async -> SingleEmission<Bool> { .emit(true) }
}
