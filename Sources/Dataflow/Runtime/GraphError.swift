/// A failure that no operator handled, with the node in which it began.
public struct GraphError: Error, CustomStringConvertible {
    /// The name of the graph.
    public let graph: String
    /// What went wrong first.
    public let failure: NodeFailure
    /// What else went wrong before the run had ended.
    public let others: [NodeFailure]

    /// The name of the node that failed.
    public var node: String { failure.node }
    /// Where that node was written.
    public var site: SourceSite { failure.site }
    /// What it threw.
    public var underlying: any Error { failure.error }

    init(graph: String, failure: NodeFailure, others: [NodeFailure]) {
        var first = failure
        first.others = []
        self.graph = graph
        self.failure = first
        // A failure that came by several branches is told once.
        var told: Set<Origin> = [Origin(failure)]
        self.others = others.filter { told.insert(Origin($0)).inserted }
    }

    private struct Origin: Hashable {
        let node: String
        let site: SourceSite

        init(_ failure: NodeFailure) {
            node = failure.node
            site = failure.site
        }
    }

    public var description: String {
        var text = "The graph \"\(graph)\" failed in \"\(node)\" (\(site)): \(underlying)"
        for other in others { text += "\n  also \"\(other.node)\" (\(other.site)): \(other.error)" }
        return text
    }
}
