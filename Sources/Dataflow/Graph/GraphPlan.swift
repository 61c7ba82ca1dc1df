/// The frozen nodes and edges of a graph, with their names: a value to look at, validate and draw.
public struct GraphPlan: Sendable {
    /// One operator.
    public struct Node: Sendable, Identifiable {
        /// Its place in ``GraphPlan/nodes``.
        public let id: Int
        /// The name that was given, or the kind with a number.
        public internal(set) var name: String
        /// What it is: `map`, `merge`, …
        public let kind: String
        /// Where it was written.
        public let site: SourceSite
        /// Its inputs, by port, as places in ``GraphPlan/edges``.
        public internal(set) var inputs: [Int] = []
        /// Its outputs, by port, as places in ``GraphPlan/edges``; nil where nobody consumes one.
        public internal(set) var outputs: [Int?] = []

        let stage: Stage
        /// The operator whose many consumers it serves, for a broadcast that nobody wrote.
        let broadcastOf: Int?
        var isBroadcast: Bool { broadcastOf != nil }
        var isLoopEntry: Bool { !isBroadcast && stage.role.isLoopEntry }
        var names: [AnyFlow.Said<String>] = []
        var policies: [AnyFlow.Said<FailurePolicy>] = []
    }

    /// One bounded edge between two operators, or from a sink to the run.
    public struct Edge: Sendable, Identifiable {
        /// Its place in ``GraphPlan/edges``.
        public let id: Int
        /// The node that produces.
        public let from: Int
        /// The node that consumes, or nil for the value of a sink.
        public let to: Int?
        /// How many elements it holds.
        public let capacity: Int
        /// The input port of the consumer.
        public let port: Int
        var said: AnyFlow.Said<Int>?
    }

    /// Every node; a node stands after those that feed it, loops aside.
    public internal(set) var nodes: [Node]
    /// Every edge.
    public internal(set) var edges: [Edge]
    /// The nodes that form loops, one list for each set of nodes that reach one another.
    public internal(set) var loops: [[Int]]

    /// The edges that carry the sinks' values, in the order in which the sinks were listed.
    var results: [Int]
    /// Loop entries that no loop leads back to.
    var openLoops: [Int]
}
