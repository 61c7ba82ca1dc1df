extension GraphSnapshot {
    /// Reads the counts off the nodes and mailboxes of a run.
    init(_ execution: Execution) {
        let (parts, ended) = execution.partsSeen
        let reading = Reading(parts, ended)
        graph = execution.name
        (nodes, edges) = (reading.countedNodes, reading.edges)
    }
}

/// Joins the parts of a run: each leads to the node that follows it. All released parts that one node has followed are
/// shown as one node.
private struct Reading {
    private var nodes: [GraphSnapshot.Node] = []
    private(set) var edges: [GraphSnapshot.Edge] = []
    /// The index at which the nodes of each part begin.
    private var offsets: [ObjectIdentifier: Int] = [:]
    /// For each follower, the node that stands for its released parts.
    private var ended: [Int: Int] = [:]

    init(_ parts: [RunPart], _ endedParts: EndedParts) {
        for part in parts {
            offsets[part.identity] = nodes.count
            nodes += zip(part.plan.nodes, part.wirings).map { GraphSnapshot.Node($0, $1) }
        }
        let gone = endedParts.allPasses.compactMap { entry in index(of: entry.place).map { ($0, entry.counts) } }
            .sorted { $0.0 < $1.0 }
        for (follower, counts) in gone {
            ended[follower] = nodes.count
            nodes.append(GraphSnapshot.Node(nodes[follower], counts))
        }
        for part in parts { edges += edges(of: part) }
        for (follower, counts) in gone {
            edges.append(GraphSnapshot.Edge(from: ended[follower]!, to: follower, counts))
        }
    }

    private func edges(of part: RunPart) -> [GraphSnapshot.Edge] {
        let offset = offsets[part.identity]!
        let follower = part.follower.flatMap(index(of:))
        let own = zip(part.plan.edges, part.mailboxes).map { edge, mailbox in
            GraphSnapshot.Edge(from: edge.from + offset, to: edge.to.map { $0 + offset } ?? follower, mailbox)
        }
        guard let follower else { return own }
        return own + part.feeds.map { GraphSnapshot.Edge(from: follower, to: $0.node + offset, $0.mailbox) }
    }

    /// The follower's node; if the follower was released itself, the node that stands for it.
    private func index(of follower: PartFollower) -> Int? {
        if let own = index(of: follower.place) { return own }
        let heir = follower.nearest { offsets[$0.part] != nil }
        return heir.flatMap(index(of:)).flatMap { ended[$0] }
    }

    private func index(of place: PartPlace) -> Int? { offsets[place.part].map { $0 + place.node } }

    /// The nodes, with input and output counts added up from their edges, so that all counts agree.
    var countedNodes: [GraphSnapshot.Node] {
        var nodes = nodes
        for edge in edges {
            nodes[edge.from].emitted += edge.accepted
            if let consumer = edge.to { nodes[consumer].received += edge.delivered }
        }
        return nodes
    }
}

extension GraphSnapshot.Node {
    fileprivate init(_ node: GraphPlan.Node, _ wiring: NodeWiring) {
        name = node.name
        kind = node.kind
        site = node.site
        dropped = wiring.ledger.droppedCount
        discarded = wiring.ledger.discardedCount
        hasEnded = wiring.cell.hasEnded
        isStepping = wiring.isStepping
    }

    fileprivate init(_ follower: GraphSnapshot.Node, _ passes: EndedPasses) {
        name = "\(follower.name)#ended"
        kind = "ended"
        site = follower.site
        dropped = passes.droppedByNodes
        discarded = passes.discardedByNodes
        hasEnded = true
        isStepping = false
    }
}

extension GraphSnapshot.Edge {
    fileprivate init(from: Int, to: Int?, _ mailbox: AnyMailbox) {
        self.from = from
        self.to = to
        capacity = mailbox.capacity
        held = mailbox.count
        accepted = mailbox.acceptedCount
        delivered = mailbox.deliveredCount
        discarded = mailbox.discardedCount
        isBackpressured = mailbox.isProducerWaiting
        isStarved = mailbox.isConsumerWaiting
    }

    fileprivate init(from: Int, to: Int, _ passes: EndedPasses) {
        self.from = from
        self.to = to
        (capacity, held) = (0, 0)
        (accepted, delivered, discarded) = (passes.accepted, passes.delivered, passes.discarded)
        (isBackpressured, isStarved) = (false, false)
    }
}
