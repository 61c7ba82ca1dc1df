/// A failure that no operator handled, with the node where it began.
///
/// ``underlying`` is what a closure threw, the same error that ``Flow/catch(fileID:line:_:)`` would have been given:
///
///     do {
///         try await graph.run()
///     } catch let error as GraphError where error.underlying is URLError {
///         …
///     }
public struct GraphError: Error, CustomStringConvertible {
    /// The name of the graph.
    public let graph: String
    /// The first failure.
    public let failure: NodeFailure
    /// The other failures before the run ended that no operator handled, each once.
    ///
    /// They include failures that no operator had reached yet, and errors that closures threw when they were cancelled,
    /// unless the error only says that. They do not include failures above a consumer that had all it needed.
    public let others: [NodeFailure]

    /// The name of the node that failed.
    public var node: String { failure.node }
    /// Where that node was written.
    public var site: SourceSite { failure.site }
    /// The error that the node threw.
    public var underlying: any Error { failure.error }

    init(graph: String, failure: NodeFailure, others: [NodeFailure]) {
        var told = DistinctFailures()
        told.add(failure)
        for other in others { told.add(other) }
        self.graph = graph
        self.failure = told.list[0]
        self.others = Array(told.list.dropFirst())
    }

    public var description: String {
        var text = "The graph \"\(graph)\" failed in \(failure)"
        for other in others { text += "\n  also \(other)" }
        return text
    }
}
