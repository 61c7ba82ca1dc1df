/// What the flows had counted together that one node has followed and that are gone. A value.
struct EndedPasses: Sendable {
    /// At the node's inputs: what was put in, taken out, and thrown away.
    private(set) var accepted = 0
    private(set) var delivered = 0
    private(set) var discarded = 0
    /// Over all nodes, also those of flows that these have followed: what was dropped by a policy, and what was accepted from
    /// outside and thrown away.
    private(set) var droppedByNodes = 0
    private(set) var discardedByNodes = 0

    init() {}

    /// What came out of one part.
    init(outOf part: RunPart) {
        let results = part.results[0]
        (accepted, delivered, discarded) = (results.acceptedCount, results.deliveredCount, results.discardedCount)
    }

    /// What was lost inside of one part.
    init(lostIn part: RunPart) {
        droppedByNodes = part.wirings.reduce(0) { $0 + $1.ledger.droppedCount }
        discardedByNodes = part.wirings.reduce(0) { $0 + $1.ledger.discardedCount }
    }

    /// Without what came out.
    var losses: EndedPasses {
        var losses = EndedPasses()
        (losses.droppedByNodes, losses.discardedByNodes) = (droppedByNodes, discardedByNodes)
        return losses
    }

    mutating func add(_ other: EndedPasses) {
        accepted += other.accepted
        delivered += other.delivered
        discarded += other.discarded
        droppedByNodes += other.droppedByNodes
        discardedByNodes += other.discardedByNodes
    }
}
