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
        sink(
            SearchBehavior(missing: false) { try predicate($0) ? true : nil }, kind: "contains", fileID: fileID,
            line: line)
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
        sink(
            AsyncSearchBehavior(missing: false) { try await predicate($0) ? true : nil }, kind: "contains",
            fileID: fileID, line: line)
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
