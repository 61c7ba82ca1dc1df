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
        sink(
            SearchBehavior(missing: nil) { try predicate($0) ? .some($0) : .none }, kind: "first", fileID: fileID,
            line: line)
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
        sink(
            AsyncSearchBehavior(missing: nil) { try await predicate($0) ? .some($0) : .none }, kind: "first",
            fileID: fileID, line: line)
    }
}

/// Ends with the first answer that an element gives.
@usableFromInline
struct SearchBehavior<Element: Sendable, Answer: Sendable>: TransformBehavior, Sendable {
    /// The value of a flow in which no element gives an answer.
    @usableFromInline let missing: Answer
    @usableFromInline let answer: @Sendable (Element) throws -> Answer?

    @inlinable
    init(missing: Answer, answer: @escaping @Sendable (Element) throws -> Answer?) {
        self.missing = missing
        self.answer = answer
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Answer> {
        try answer(element).map { .emitLast($0) } ?? .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Answer> { .emit(missing) }
}

@usableFromInline
struct AsyncSearchBehavior<Element: Sendable, Answer: Sendable>: AsyncBehavior, Sendable {
    /// The value of a flow in which no element gives an answer.
    @usableFromInline let missing: Answer
    @usableFromInline let answer: nonisolated(nonsending) @Sendable (Element) async throws -> Answer?

    @inlinable
    init(missing: Answer, answer: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Answer?) {
        self.missing = missing
        self.answer = answer
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Element) async throws -> SingleEmission<Answer> {
        try await answer(element).map { .emitLast($0) } ?? .nothing
    }

    @inlinable
    nonisolated(nonsending) mutating func finish() async -> SingleEmission<Answer> { .emit(missing) }
}
