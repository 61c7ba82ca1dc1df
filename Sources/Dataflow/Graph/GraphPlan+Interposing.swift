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
    ///   - edge: the place of the edge in ``edges``; it ends at the new node, and a new edge of one element leads on.
    ///   - name: what the node is called in snapshots; must be new.
    ///   - makeNode: must pass on the elements with ``AnyMailbox/passOne(to:_:)``.
    package mutating func interpose(
        on edge: Int, name: String, kind: String, makeNode: @escaping @Sendable (NodeWiring) -> Dataflow.Node
    ) {
        let (old, producer) = (edges[edge], nodes[edges[edge].from])
        guard let consumer = old.to else { preconditionFailure("the value of a sink goes to the run and nowhere else") }
        let stage = Stage(
            kind: kind, site: nodes[consumer].site, inputs: [], outputCount: 1, role: .plain, complaint: nil,
            makeMailbox: producer.stage.makeMailbox, makeBroadcast: producer.stage.makeBroadcast, makeNode: makeNode)
        let (fresh, onward) = (nodes.count, edges.count)
        var node = Node(
            id: fresh, name: name, kind: kind, site: nodes[consumer].site, stage: stage, broadcastOf: nil)
        node.inputs = [edge]
        node.outputs = [onward]
        nodes.append(node)
        edges[edge] = Edge(id: edge, from: old.from, to: fresh, capacity: old.capacity, port: 0, said: old.said)
        edges.append(Edge(id: onward, from: fresh, to: consumer, capacity: 1, port: old.port, said: nil))
        nodes[consumer].inputs[old.port] = onward
        for loop in loops.indices where loops[loop].contains(old.from) && loops[loop].contains(consumer) {
            loops[loop].append(fresh)
        }
    }
}
