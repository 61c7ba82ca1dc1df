/// Changes the blueprint of a run before it is wired: how tests put nodes into a graph that they do not write.
package protocol PlanChange: Sendable {
    /// Changes what a run is wired from.
    ///
    /// - Throws: when the graph is not what was expected; then the run does not start.
    func change(_ blueprint: inout Blueprint) throws
}

/// The changes that hold for the runs that a task starts.
package enum PlanChanges {
    @TaskLocal package static var current: [any PlanChange] = []
}

extension Blueprint {
    /// The nodes and edges with their names; numbers are the same.
    package var plan: GraphPlan { GraphPlan(self) }

    /// Puts a node into an edge between two nodes. It is asked for by nobody, so nothing was said about it.
    ///
    /// - Parameters:
    ///   - edge: the number of the edge; it ends at the new node, and a new edge of one element leads on.
    ///   - name: what the node is called in snapshots.
    ///   - makeNode: must pass on the elements with ``ConsumerEnd/passOne(to:_:)``.
    package mutating func interpose(
        on edge: Int, name: String, makeNode: @escaping @Sendable (NodeWiring) -> Dataflow.Node
    ) {
        let (old, producer) = (edges[edge], nodes[Int(edges[edge].producer)])
        guard let consumer = old.consumer else {
            preconditionFailure("the value of a sink goes to the run and nowhere else")
        }
        let stage = Stage(
            kind: name, site: nodes[Int(consumer)].stage.site, inputs: [], outputCount: 1, role: .plain, complaint: nil,
            makeMailbox: producer.stage.makeMailbox, makeBroadcast: producer.stage.makeBroadcast, makeNode: makeNode)
        let (fresh, onward) = (Int32(nodes.count), Int32(edges.count))
        var node = Node(stage: stage, origin: nil, outputs: Ports(first: Int32(outputs.count), count: 1))
        outputs.append(onward)
        node.inputs = Ports(first: Int32(inputs.count), count: 1)
        inputs.append(Int32(edge))
        nodes.append(node)
        edges[edge] = Edge(producer: old.producer, consumer: fresh, port: 0, capacity: old.capacity)
        edges.append(Edge(producer: fresh, consumer: consumer, port: old.port, capacity: 1))
        inputs[Int(nodes[Int(consumer)].inputs.first + old.port)] = onward
        for loop in loops.indices where loops[loop].contains(Int(old.producer)) && loops[loop].contains(Int(consumer)) {
            loops[loop].append(Int(fresh))
        }
    }
}
