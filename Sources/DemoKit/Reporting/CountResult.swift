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

extension CountResult {
    /// - Parameter snapshot: the run at its end.
    init(
        path: String, table: TypeTable, top: [WordCount], shortfall: Int, problems: ProblemLog, snapshot: GraphSnapshot,
        seconds: Double, isPartial: Bool
    ) {
        self.init(
            path: path, table: table, top: top, shortfall: shortfall, problems: problems,
            nodes: snapshot.nodes.map { NodeCount(name: $0.name, kind: $0.kind, in: $0.received, out: $0.emitted) },
            diagram: snapshot.mermaid, seconds: seconds, isPartial: isPartial)
    }
}
