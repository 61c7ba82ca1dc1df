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

    /// Lets through the elements for which a predicate that awaits holds, several at a time if wanted.
    ///
    /// - **Emits:** an element when `isIncluded` gives true for it: in their order, or as they get ready.
    /// - **Backpressures:** when downstream does, and while `concurrency` elements are in work or wait for their turn.
    /// - **Completes:** when upstream completes and the last closure has answered.
    /// - **Fails:** when upstream fails or `isIncluded` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - ordered: whether results keep the order of the elements; a slow one then holds back those behind it.
    ///   - isIncluded: called once for each element; with a `concurrency` above 1, calls overlap, in no particular order;
    ///     cancelled when the operator fails or ends early.
    @inlinable
    public func filter(
        concurrency: Int = 1,
        ordered: Bool = true,
        fileID: String = #fileID,
        line: Int = #line,
        _ isIncluded: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool
    ) -> Flow {
        transform(
            AsyncFilterBehavior(isIncluded: isIncluded),
            concurrency: concurrency,
            ordered: ordered,
            kind: "filter",
            fileID: fileID,
            line: line
        )
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
