/// Changes the plan of a run before it is wired: tests use it to put nodes into a graph that they do not write.
package protocol PlanChange: Sendable {
    /// Changes the plan.
    ///
    /// - Throws: when the graph is not as expected; then the run does not start.
    func change(_ plan: inout GraphPlan) throws
}

/// The changes for the runs that a task starts.
package enum PlanChanges {
    @TaskLocal package static var current: [any PlanChange] = []
}

extension GraphPlan {
    /// Puts a node into an edge between two nodes. The node has no annotations.
    ///
    /// - Parameters:
    ///   - edge: the number of the edge; it then ends at the new node, and a new edge of one element leads on.
    ///   - name: the node's name in snapshots.
    ///   - makeNode: makes the node, which must pass elements on with ``ConsumerEnd/passOne(to:_:)``.
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
