extension Flow {
    /// Leaves out each element that is the same as the one emitted before it, as a closure decides.
    ///
    /// - **Emits:** the first element, and every element that is not a duplicate of the one emitted before it.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `isDuplicate` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter isDuplicate: called with the element emitted last and the one that may follow it.
    @inlinable
    public func removeDuplicates(
        fileID: String = #fileID,
        line: Int = #line,
        by isDuplicate: @escaping @Sendable (_ last: Element, _ next: Element) throws -> Bool
    ) -> Flow {
        transform(
            RemoveDuplicatesBehavior(isDuplicate: isDuplicate),
            kind: "removeDuplicates",
            fileID: fileID,
            line: line
        )
    }

    /// Leaves out each element that is the same as the one emitted before it, as a closure that awaits decides.
    ///
    /// - **Emits:** the first element, and every element that is not a duplicate of the one emitted before it.
    /// - **Backpressures:** when downstream does, and while `isDuplicate` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `isDuplicate` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter isDuplicate: called with the element emitted last and the one that may follow it.
    @inlinable
    public func removeDuplicates(
        fileID: String = #fileID,
        line: Int = #line,
        by isDuplicate:
            nonisolated(nonsending) @escaping @Sendable (_ last: Element, _ next: Element) async throws -> Bool
    ) -> Flow {
        transform(
            AsyncRemoveDuplicatesBehavior(isDuplicate: isDuplicate),
            kind: "removeDuplicates",
            fileID: fileID,
            line: line
        )
    }
}

extension Flow where Element: Equatable {
    /// Leaves out each element that equals the one before it.
    ///
    /// - **Emits:** the first element, and every element that differs from the one before it.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    @inlinable
    public func removeDuplicates(fileID: String = #fileID, line: Int = #line) -> Flow {
        transform(
            RemoveDuplicatesBehavior { $0 == $1 },
            kind: "removeDuplicates",
            fileID: fileID,
            line: line
        )
    }
}

@usableFromInline
struct RemoveDuplicatesBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var last: Element?
    @usableFromInline let isDuplicate: @Sendable (Element, Element) throws -> Bool

    @inlinable
    init(isDuplicate: @escaping @Sendable (Element, Element) throws -> Bool) {
        self.isDuplicate = isDuplicate
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Element> {
        if let last, try isDuplicate(last, element) { return .nothing }
        last = element
        return .emit(element)
    }
}

@usableFromInline
struct AsyncRemoveDuplicatesBehavior<Element: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline var last: Element?
    @usableFromInline let isDuplicate: nonisolated(nonsending) @Sendable (Element, Element) async throws -> Bool

    @inlinable
    init(isDuplicate: nonisolated(nonsending) @escaping @Sendable (Element, Element) async throws -> Bool) {
        self.isDuplicate = isDuplicate
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Element) async throws -> SingleEmission<Element> {
        if let last, try await isDuplicate(last, element) { return .nothing }
        last = element
        return .emit(element)
    }
}
