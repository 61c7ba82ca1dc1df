/// Sinks and everything above them: what is run. A value; it can be run many times, at once too.
///
///     let graph = Graph("orders") {
///         large.forEach { try await ledger.append($0) }
///         small.reduce(into: 0) { $0 += $1.total }
///     }
///     let (_, total) = try await graph.run()
public struct Graph<Value>: Sendable {
    /// What the graph is called in errors and diagrams.
    public let name: String
    let group: SinkGroup<Value>

    /// A graph of the sinks that `sinks` lists, one a line.
    public init(_ name: String = "graph", @GraphBuilder sinks: () -> SinkGroup<Value>) {
        self.name = name
        group = sinks()
    }
}

extension Graph {
    /// Everything that is wrong with the graph, or nothing.
    ///
    /// Running a graph validates it first; this is for those who want to know earlier.
    public func findings() -> [Finding] {
        unnamedPlan.validate()
    }

    /// The nodes and edges that a run will have, in the order of the flow.
    public var plan: GraphPlan {
        unnamedPlan.named()
    }

    /// The same as a run needs it.
    var unnamedPlan: GraphPlan { GraphPlan(sinks: group.sinks) }
}
