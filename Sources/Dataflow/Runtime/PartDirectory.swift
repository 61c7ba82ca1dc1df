/// The names of the nodes of one part of a run, and their failures. The names are made when someone first asks.
final class PartDirectory: NodeDirectory {
    private let graph: String
    /// The part's nodes and edges; what it is wired from.
    let unnamedPlan: GraphPlan
    /// The node that follows the part; nil for the graph itself.
    let follower: PartFollower?
    private let state = Guarded(State())

    private struct State {
        var plan: GraphPlan?
        var failures: [NodeFailure] = []
    }

    init(graph: String, _ plan: GraphPlan, follower: PartFollower? = nil) {
        self.graph = graph
        unnamedPlan = plan
        self.follower = follower
    }

    /// The number of the run itself, whose name is the graph's.
    var root: Int { unnamedPlan.frozen.count }

    var plan: GraphPlan {
        if let known = state.withLock({ $0.plan }) { return known }
        // Not under the lock, because it takes as long as the graph is large. A second thread that makes the names gets
        // the same.
        let fresh = unnamedPlan.named(prefix: follower?.prefix ?? "")
        state.withLock { state in
            if state.plan == nil { state.plan = fresh }
        }
        return fresh
    }

    /// Failures of the part's nodes that reached no other node.
    var failures: [NodeFailure] { state.withLock { $0.failures } }

    func note(_ failure: NodeFailure) { state.withLock { $0.failures.append(failure) } }

    func isSink(_ node: Int) -> Bool {
        follower == nil && unnamedPlan.results.indices.contains { unnamedPlan.sink(at: $0) == node }
    }

    func listeners(of node: Int) -> [FailureListener] { unnamedPlan.listeners[node] ?? [] }

    func identity(of node: Int) -> NodeIdentity {
        let plan = plan
        guard node == root else { return NodeIdentity(name: plan.nodes[node].name, site: plan.nodes[node].site) }
        return NodeIdentity(name: graph, site: plan.nodes.last?.site ?? SourceSite(fileID: "", line: 0))
    }
}
