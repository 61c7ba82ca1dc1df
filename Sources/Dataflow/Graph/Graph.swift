/// Sinks and everything above them, ready to run. A value; it can run many times, also at the same time.
///
///     let graph = Graph("orders") {
///         large.forEach { try await ledger.append($0) }
///         small.reduce(into: 0) { $0 += $1.total }
///     }
///     let (_, total) = try await graph.run()
public struct Graph<Value>: Sendable {
    /// The graph's name in errors and diagrams.
    public let name: String
    let group: SinkGroup<Value>

    /// A graph of the sinks that `sinks` lists, one on each line.
    public init(_ name: String = "graph", @GraphBuilder sinks: () -> SinkGroup<Value>) {
        self.name = name
        group = sinks()
    }
}

extension Graph {
    /// All faults of the graph; empty if there are none.
    ///
    /// Running a graph validates it first; call this to know earlier.
    public func findings() -> [Finding] {
        unnamedPlan.validate()
    }

    /// The nodes and edges that a run will have, in the order of the flow.
    public var plan: GraphPlan {
        unnamedPlan.named()
    }

    /// The plan as a run needs it, without names.
    var unnamedPlan: GraphPlan { GraphPlan(sinks: group.sinks) }
}
