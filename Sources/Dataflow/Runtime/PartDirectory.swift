/// The nodes of one part of a run by name; the names are made when someone asks for the first time.
final class PartDirectory: NodeDirectory {
    private let graph: String
    private let blueprint: Blueprint
    private let made = Guarded<GraphPlan?>(nil)
    /// Who follows the part; nil for the graph itself.
    let follower: PartFollower?

    init(graph: String, _ blueprint: Blueprint, follower: PartFollower? = nil) {
        self.graph = graph
        self.blueprint = blueprint
        self.follower = follower
    }

    /// The number of the run itself, which goes by the graph's name.
    var root: Int { blueprint.nodes.count }

    var plan: GraphPlan {
        if let known = made.withLock({ $0 }) { return known }
        // Not under the lock: it takes as long as the graph is large. Whoever makes it too makes the same.
        let fresh = GraphPlan(blueprint, prefix: follower?.prefix ?? "")
        made.withLock { plan in
            if plan == nil { plan = fresh }
        }
        return fresh
    }

    func identity(of node: Int) -> NodeIdentity {
        let plan = plan
        guard node == root else { return NodeIdentity(name: plan.nodes[node].name, site: plan.nodes[node].site) }
        return NodeIdentity(name: graph, site: plan.nodes.last?.site ?? SourceSite(fileID: "", line: 0))
    }
}
