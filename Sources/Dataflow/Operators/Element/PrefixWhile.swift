extension Flow {
    /// Lets elements through until a predicate no longer holds.
    ///
    /// - **Emits:** the elements before the first for which `isIncluded` gives false.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** at that element, which is dropped, and cancels upstream then; when upstream completes before.
    /// - **Fails:** when upstream fails before, or `isIncluded` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter isIncluded: called once for each element up to the first that is not included.
    @inlinable
    public func prefix(
        fileID: String = #fileID,
        line: Int = #line,
        while isIncluded: @escaping @Sendable (Element) throws -> Bool
    ) -> Flow {
        transform(PrefixWhileBehavior(isIncluded: isIncluded), kind: "prefix", fileID: fileID, line: line)
    }

    /// Lets elements through until a predicate that awaits no longer holds.
    ///
    /// - **Emits:** the elements before the first for which `isIncluded` gives false.
    /// - **Backpressures:** when downstream does, and while `isIncluded` runs.
    /// - **Completes:** at that element, which is dropped, and cancels upstream then; when upstream completes before.
    /// - **Fails:** when upstream fails before, or `isIncluded` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter isIncluded: called once for each element up to the first that is not included.
    @inlinable
    public func prefix(
        fileID: String = #fileID,
        line: Int = #line,
        while isIncluded: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool
    ) -> Flow {
        transform(AsyncPrefixWhileBehavior(isIncluded: isIncluded), kind: "prefix", fileID: fileID, line: line)
    }
}

@usableFromInline
struct PrefixWhileBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let isIncluded: @Sendable (Element) throws -> Bool

    @inlinable
    init(isIncluded: @escaping @Sendable (Element) throws -> Bool) {
        self.isIncluded = isIncluded
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Element> {
        try isIncluded(element) ? .emit(element) : .finish
    }
}

@usableFromInline
struct AsyncPrefixWhileBehavior<Element: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline let isIncluded: nonisolated(nonsending) @Sendable (Element) async throws -> Bool

    @inlinable
    init(isIncluded: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool) {
        self.isIncluded = isIncluded
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Element) async throws -> SingleEmission<Element> {
        try await isIncluded(element) ? .emit(element) : .finish
    }
}
