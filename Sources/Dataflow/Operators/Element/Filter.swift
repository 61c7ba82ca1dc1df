extension Flow {
    /// Lets through the elements for which a predicate holds.
    ///
    /// - **Emits:** an element when `isIncluded` gives true for it.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `isIncluded` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter isIncluded: called once for each element, in order, never twice at the same time.
    @inlinable
    public func filter(
        fileID: String = #fileID,
        line: Int = #line,
        _ isIncluded: @escaping @Sendable (Element) throws -> Bool
    ) -> Flow {
        transform(FilterBehavior(isIncluded: isIncluded), kind: "filter", fileID: fileID, line: line)
    }

    /// Lets through the elements for which a predicate that awaits holds.
    ///
    /// - **Emits:** an element when `isIncluded` gives true for it.
    /// - **Backpressures:** when downstream does, and while `isIncluded` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `isIncluded` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter isIncluded: called once for each element, in order, never twice at the same time.
    @inlinable
    public func filter(
        fileID: String = #fileID,
        line: Int = #line,
        _ isIncluded: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool
    ) -> Flow {
        transform(AsyncFilterBehavior(isIncluded: isIncluded), kind: "filter", fileID: fileID, line: line)
    }
}

@usableFromInline
struct FilterBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let isIncluded: @Sendable (Element) throws -> Bool

    @inlinable
    init(isIncluded: @escaping @Sendable (Element) throws -> Bool) {
        self.isIncluded = isIncluded
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Element> {
        try isIncluded(element) ? .emit(element) : .nothing
    }
}

@usableFromInline
struct AsyncFilterBehavior<Element: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline let isIncluded: nonisolated(nonsending) @Sendable (Element) async throws -> Bool

    @inlinable
    init(isIncluded: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool) {
        self.isIncluded = isIncluded
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Element) async throws -> SingleEmission<Element> {
        try await isIncluded(element) ? .emit(element) : .nothing
    }
}
