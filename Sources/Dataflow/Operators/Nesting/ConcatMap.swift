extension Flow {
    /// Turns each element into a flow and lets the elements of these flows through, one flow after the other.
    ///
    /// - **Emits:** all elements of the first element's flow, then all of the second's, and so on.
    /// - **Backpressures:** when downstream does, and while a flow lives.
    /// - **Completes:** when upstream and the last flow have.
    /// - **Fails:** when the flow whose turn it is fails, and then upstream is cancelled; with a failure of upstream, after
    ///   the flows of the elements before it. Also when `transform` throws, or gives a flow that cannot run; see
    ///   ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter transform: called for each element, in order, when the last node of the flow before has ended. Each flow
    ///   starts as a part of the run, which costs about as much as its nodes, and its nodes are called `concatMap#17/map`.
    ///   What it shares with the rest of the graph runs once more. A drain lets it come to its own end.
    @inlinable
    public func concatMap<Output: Sendable>(
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: @escaping @Sendable (Element) throws -> Flow<Output>
    ) -> Flow<Output> {
        nested("concatMap", SourceSite(fileID: fileID, line: line), problem: nil) {
            FlatMapFlowsBehavior(places: 1, transform: transform)
        }
    }
}
