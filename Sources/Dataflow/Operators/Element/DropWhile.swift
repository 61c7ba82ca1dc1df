extension Flow {
    /// Leaves out elements until a predicate no longer holds.
    ///
    /// - **Emits:** the first element for which `isDropped` gives false, and every element after it.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `isDropped` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter isDropped: called once for each element up to the first that is not dropped.
    @inlinable
    public func drop(
        fileID: String = #fileID,
        line: Int = #line,
        while isDropped: @escaping @Sendable (Element) throws -> Bool
    ) -> Flow {
        transform(DropWhileBehavior(isDropped: isDropped), kind: "drop", fileID: fileID, line: line)
    }

    /// Leaves out elements until a predicate that awaits no longer holds.
    ///
    /// - **Emits:** the first element for which `isDropped` gives false, and every element after it.
    /// - **Backpressures:** when downstream does, and while `isDropped` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `isDropped` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter isDropped: called once for each element up to the first that is not dropped.
    @inlinable
    public func drop(
        fileID: String = #fileID,
        line: Int = #line,
        while isDropped: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool
    ) -> Flow {
        transform(AsyncDropWhileBehavior(isDropped: isDropped), kind: "drop", fileID: fileID, line: line)
    }
}

@usableFromInline
struct DropWhileBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let isDropped: @Sendable (Element) throws -> Bool
    @usableFromInline var isDropping = true

    @inlinable
    init(isDropped: @escaping @Sendable (Element) throws -> Bool) {
        self.isDropped = isDropped
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Element> {
        if isDropping, try isDropped(element) { return .nothing }
        isDropping = false
        return .emit(element)
    }
}

@usableFromInline
struct AsyncDropWhileBehavior<Element: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline let isDropped: nonisolated(nonsending) @Sendable (Element) async throws -> Bool
    @usableFromInline var isDropping = true

    @inlinable
    init(isDropped: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool) {
        self.isDropped = isDropped
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Element) async throws -> SingleEmission<Element> {
        if isDropping, try await isDropped(element) { return .nothing }
        isDropping = false
        return .emit(element)
    }
}
