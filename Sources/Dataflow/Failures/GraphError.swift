/// A failure that no operator handled, with the node in which it began.
public struct GraphError: Error, CustomStringConvertible {
    /// The name of the graph.
    public let graph: String
    /// What went wrong first.
    public let failure: NodeFailure
    /// What else went wrong before the run had ended and no operator handled, each failure once.
    ///
    /// Also what had not come to an operator yet, and what closures threw when they were cancelled, other than that they
    /// were. Not what failed above a consumer that had all it needed.
    public let others: [NodeFailure]

    /// The name of the node that failed.
    public var node: String { failure.node }
    /// Where that node was written.
    public var site: SourceSite { failure.site }
    /// What it threw.
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
