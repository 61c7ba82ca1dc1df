/// The regions of a part's loops, by node. Made before the cells, which refer to them; closed after the mailboxes were
/// made.
struct LoopRegions {
    private var regions: [Int: LoopRegion] = [:]

    init(_ plan: GraphPlan) {
        for loop in plan.loops {
            let region = LoopRegion()
            for node in loop { regions[node] = region }
        }
    }

    subscript(_ node: Int) -> LoopRegion? { regions.isEmpty ? nil : regions[node] }

    /// Tells each region which mailboxes must be empty, and which entry to notify, when the loop is at rest.
    func close(_ plan: GraphPlan, _ cells: [NodeCell], _ mailboxes: [AnyMailbox]) {
        for loop in plan.loops {
            guard let region = regions[loop[0]] else { continue }
            let edges = LoopEdges(Set(loop), plan, mailboxes)
            region.isEmptyInside = { edges.inside.allSatisfy { $0.mailbox.count == 0 } }
            region.areEntrancesClosed = {
                edges.entrances.allSatisfy { $0.mailbox.endingAhead != nil && $0.mailbox.count == 0 }
            }
            region.isUnwanted = {
                edges.exits.contains { $0.mailbox.isCancelled }
                    && edges.exits.allSatisfy { $0.mailbox.isCancelled || $0.mailbox.endingAhead != nil }
            }
            region.enterBy(loop.filter { plan.frozen[$0].isLoopEntry }.map { cells[$0] })
        }
    }
}

/// The mailboxes between the nodes of a loop, into it and out of it.
private struct LoopEdges {
    private(set) var inside: [Reference] = []
    private(set) var entrances: [Reference] = []
    private(set) var exits: [Reference] = []

    init(_ members: Set<Int>, _ plan: GraphPlan, _ mailboxes: [AnyMailbox]) {
        for (edge, mailbox) in zip(plan.edges, mailboxes) {
            let isFromInside = members.contains(edge.from)
            let leadsInside = edge.to.map(members.contains) ?? false
            switch (isFromInside, leadsInside) {
            case (true, true): inside.append(Reference(mailbox: mailbox))
            case (false, true): entrances.append(Reference(mailbox: mailbox))
            case (true, false): exits.append(Reference(mailbox: mailbox))
            case (false, false): break
            }
        }
    }

    /// A mailbox that a region reads but does not own: the asking entry is stepped by a run that owns it.
    struct Reference {
        unowned let mailbox: AnyMailbox
    }
}
