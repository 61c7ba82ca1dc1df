import Dataflow

/// What a count has found, ready to be printed.
public struct CountResult: Sendable {
    public var path = ""
    public var table = TypeTable()
    public var top: [WordCount] = []
    /// By how much a word's count may be too low; 0 when the counts are exact.
    public var shortfall = 0
    public var problems = ProblemLog()
    public var nodes: [NodeCount] = []
    /// The graph as a Mermaid diagram.
    public var diagram = ""
    public var seconds = 0.0
    /// Whether the count was interrupted.
    public var isPartial = false

    /// How many elements the nodes have taken in together.
    public var elements: Int { nodes.reduce(0) { $0 + $1.in } }
}

/// How many elements a node has taken in and given out.
public struct NodeCount: Sendable, Equatable, Codable {
    public let name: String
    public let kind: String
    public let `in`: Int
    public let out: Int
}

extension NodeCount {
    init(_ node: GraphSnapshot.Node) {
        self.init(name: node.name, kind: node.kind, in: node.received, out: node.emitted)
    }
}
