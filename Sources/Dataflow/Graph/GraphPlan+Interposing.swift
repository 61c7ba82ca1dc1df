/// Changes the plan of a run before it is wired: how tests put nodes into a graph that they do not write.
package protocol PlanChange: Sendable {
    /// Changes what a run is wired from.
    ///
    /// - Throws: when the graph is not what was expected; then the run does not start.
    func change(_ plan: inout GraphPlan) throws
}

/// The changes that hold for the runs that a task starts.
package enum PlanChanges {
    @TaskLocal package static var current: [any PlanChange] = []
}

extension GraphPlan {
    /// Puts a node into an edge between two nodes. It is asked for by nobody, so nothing was said about it.
    ///
    /// - Parameters:
    ///   - edge: the number of the edge; it ends at the new node, and a new edge of one element leads on.
    ///   - name: what the node is called in snapshots.
    ///   - makeNode: must pass on the elements with ``ConsumerEnd/passOne(to:_:)``.
    package mutating func interpose(
        on edge: Int, name: String, makeNode: @escaping @Sendable (NodeWiring) -> Dataflow.Node
    ) {
        let old = edges[edge]
        guard let consumer = old.to else {
            preconditionFailure("the value of a sink goes to the run and nowhere else")
        }
        let made = frozen[old.from].stage
        let stage = Stage(
            kind: name, site: frozen[consumer].stage.site, inputs: [], outputCount: 1, role: .plain, problem: nil,
            makeMailbox: made.makeMailbox, makeBroadcast: made.makeBroadcast, makeNode: makeNode)
        let (fresh, onward) = (frozen.count, edges.count)
        var node = FrozenNode(stage: stage, origin: nil, outputs: Ports(first: outputs.count, count: 1))
        outputs.append(onward)
        node.inputs = Ports(first: inputs.count, count: 1)
        inputs.append(edge)
        frozen.append(node)
        edges[edge] = Edge(id: edge, from: old.from, to: fresh, capacity: old.capacity, port: 0)
        edges.append(Edge(id: onward, from: fresh, to: consumer, capacity: 1, port: old.port))
        inputs[frozen[consumer].inputs.first + old.port] = onward
        legend = nil
        for loop in loops.indices where loops[loop].contains(old.from) && loops[loop].contains(consumer) {
            loops[loop].append(fresh)
        }
    }
}
