/// The fact that one node waits for another.
struct WaitArrow {
    let from: ObjectIdentifier
    let to: ObjectIdentifier
    let wait: GraphStall.Wait
    /// How often something has moved at the mailbox between them.
    var moves = 0
    /// Whether the other node takes one input after the other.
    var leadsToSequence = false

    /// Whether the waiting node serves an input whose turn has not come; `next` says what the other node waits for.
    func isTooEarly(before next: WaitArrow) -> Bool {
        switch wait.reason {
        case .turn: true
        case .room: leadsToSequence && next.wait.reason == .element
        case .element, .inlet: false
        }
    }
}

/// Reads which node waits for which in one part of a run, with the node that follows the part.
struct WaitReader {
    /// A node that waits, or that another waits for.
    private struct Party {
        let cell: ObjectIdentifier
        let identity: NodeIdentity
        var isSequence = false
    }

    private let part: RunPart
    private let plan: GraphPlan

    init(_ part: RunPart) {
        self.part = part
        plan = part.plan
    }

    var arrows: [WaitArrow] {
        plan.edges.flatMap(atEdge) + plan.nodes.indices.flatMap(beforeTurn) + plan.nodes.indices.flatMap(atInlet)
            + part.feeds.flatMap(atFeed)
    }

    private func atEdge(_ edge: GraphPlan.Edge) -> [WaitArrow] {
        let mailbox = part.mailboxes[edge.id]
        guard let consumer = edge.to.map(party) ?? follower else { return [] }
        let producer = party(edge.from)
        var arrows: [WaitArrow] = []
        if mailbox.isProducerWaiting, isAwaited(from: edge) {
            arrows.append(
                arrow(producer, .room, consumer, held: mailbox.count, of: mailbox.capacity, moves: mailbox.moves))
        }
        if mailbox.isConsumerWaiting, mailbox.endingAhead == nil, isAwaited(at: edge) {
            arrows.append(
                arrow(consumer, .element, producer, held: 0, of: mailbox.capacity, moves: mailbox.moves))
        }
        return arrows
    }

    /// Whether the producer has declared that it waits for room there: the mailbox's flag may be left from an earlier
    /// wait.
    private func isAwaited(from edge: GraphPlan.Edge) -> Bool {
        guard let port = plan.nodes[edge.from].outputs.firstIndex(of: edge.id) else { return false }
        return part.wirings[edge.from].ledger.declaredWait.concerns(output: port)
    }

    /// Whether the consumer has declared that it waits for an element there; the node that follows a part has one
    /// input.
    private func isAwaited(at edge: GraphPlan.Edge) -> Bool {
        edge.to.map { part.wirings[$0].ledger.declaredWait.concerns(input: edge.port) } ?? true
    }

    /// What the follower feeds to a node of this part.
    private func atFeed(_ node: Int, _ mailbox: AnyMailbox) -> [WaitArrow] {
        guard let follower, !part.wirings[node].cell.hasEnded else { return [] }
        if mailbox.isProducerWaiting {
            return [arrow(follower, .room, party(node), held: mailbox.count, of: mailbox.capacity)]
        }
        guard mailbox.isConsumerWaiting, mailbox.endingAhead == nil else { return [] }
        return [arrow(party(node), .element, follower, held: 0, of: mailbox.capacity)]
    }

    /// The nodes that wait for their turn at this node.
    private func beforeTurn(_ number: Int) -> [WaitArrow] {
        let wiring = part.wirings[number]
        if wiring.cell.hasEnded { return [] }
        return wiring.dormant.waiting.flatMap { port, servants -> [WaitArrow] in
            let (held, capacity) = (wiring.inputs[port].count, wiring.inputs[port].capacity)
            return servants.nodes.filter { !part.wirings[$0].cell.hasEnded }.map {
                arrow(party($0), .turn, party(number), held: held, of: capacity)
            }
        }
    }

    /// The nodes whose closures wait for room in an inlet that feeds them.
    private func atInlet(_ number: Int) -> [WaitArrow] {
        guard !plan.nodes[number].isBroadcast, case .inlet(let inlet) = plan.nodes[number].stage.role else { return [] }
        let congestion = inlet.congestion
        return congestion.nodes.compactMap { cell in
            part.wirings.firstIndex { $0.cell === cell }.map {
                arrow(party($0), .inlet, party(number), held: congestion.held, of: congestion.capacity)
            }
        }
    }

    private func party(_ number: Int) -> Party {
        let node = plan.nodes[number]
        var isSequence = false
        if !node.isBroadcast, case .sequential = node.stage.role { isSequence = true }
        return Party(
            cell: ObjectIdentifier(part.wirings[number].cell), identity: NodeIdentity(name: node.name, site: node.site),
            isSequence: isSequence)
    }

    private var follower: Party? {
        part.follower.map { Party(cell: ObjectIdentifier($0.cell), identity: $0.identity) }
    }

    private func arrow(
        _ from: Party, _ reason: GraphStall.Wait.Reason, _ to: Party, held: Int, of capacity: Int, moves: Int = 0
    ) -> WaitArrow {
        WaitArrow(
            from: from.cell, to: to.cell,
            wait: GraphStall.Wait(
                node: from.identity.name, site: from.identity.site, reason: reason, on: to.identity.name, held: held,
                capacity: capacity),
            moves: moves, leadsToSequence: to.isSequence)
    }
}
