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
        sink(
            SearchBehavior(missing: true) { try predicate($0) ? nil : false }, kind: "allSatisfy", fileID: fileID,
            line: line)
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
        sink(
            AsyncSearchBehavior(missing: true) { try await predicate($0) ? nil : false }, kind: "allSatisfy",
            fileID: fileID, line: line)
    }
}
