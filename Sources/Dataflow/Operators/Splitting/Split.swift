extension Flow {
    /// Divides the elements in two: those for which a predicate holds, and the others.
    ///
    /// - **Emits:** each element on one of the two flows, in order on each.
    /// - **Backpressures:** when the next element's flow does; the elements behind it wait too.
    /// - **Completes:** when upstream completes; when nobody wants a flow any more, its elements are dropped and counted.
    /// - **Fails:** both flows, when upstream fails or `matches` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter matches: called once for each element, in order.
    /// - Returns: two flows; each must be consumed in a graph that consumes the other.
    @inlinable
    public func split(
        fileID: String = #fileID,
        line: Int = #line,
        _ matches: @escaping @Sendable (Element) throws -> Bool
    ) -> (matching: Flow, others: Flow) {
        let flows = fanOut(
            into: 2,
            PartitionBehavior { try matches($0) ? 0 : 1 },
            kind: "split",
            fileID: fileID,
            line: line
        )
        return (flows[0], flows[1])
    }
}
