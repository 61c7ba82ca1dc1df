extension Flow {
    /// Counts the elements for which a predicate holds.
    ///
    /// - **Emits:** nothing; its value is their number.
    /// - **Backpressures:** while `predicate` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `predicate` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter predicate: called once for each element, in order.
    @inlinable
    public func count(
        fileID: String = #fileID, line: Int = #line,
        where predicate: @escaping @Sendable (Element) throws -> Bool
    ) -> Sink<Int> {
        sink(
            ReduceBehavior(value: 0) { count, element in if try predicate(element) { count += 1 } }, kind: "count",
            fileID: fileID, line: line)
    }

    /// Counts the elements for which a predicate that awaits holds.
    ///
    /// - **Emits:** nothing; its value is their number.
    /// - **Backpressures:** while `predicate` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `predicate` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter predicate: called once for each element, in order.
    @inlinable
    public func count(
        fileID: String = #fileID, line: Int = #line,
        where predicate: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Bool
    ) -> Sink<Int> {
        sink(
            AsyncReduceBehavior(value: 0) { count, element in if try await predicate(element) { count += 1 } },
            kind: "count", fileID: fileID, line: line)
    }
}
