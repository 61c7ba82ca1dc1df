extension Flow {
    /// Finds the largest element, as a closure decides.
    ///
    /// - **Emits:** nothing; its value is the largest element, the first of equal ones, or
    ///   nil for a flow without elements.
    /// - **Backpressures:** while `areInIncreasingOrder` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `areInIncreasingOrder` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter areInIncreasingOrder: whether the first element is smaller than the second; called once for each
    ///   element but the first.
    @inlinable
    public func max(
        fileID: String = #fileID, line: Int = #line,
        by areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool
    ) -> Sink<Element?> {
        sink(
            BestBehavior { next, best in try areInIncreasingOrder(best, next) }, kind: "max", fileID: fileID, line: line
        )
    }
}

extension Flow where Element: Comparable {
    /// Finds the largest element.
    ///
    /// - **Emits:** nothing; its value is the largest element, the first of equal ones, or nil for a flow without
    ///   elements.
    /// - **Backpressures:** never.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    @inlinable
    public func max(fileID: String = #fileID, line: Int = #line) -> Sink<Element?> {
        max(fileID: fileID, line: line) { $0 < $1 }
    }
}
