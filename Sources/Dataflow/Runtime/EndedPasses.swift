/// The summed counts of the released flows that one node has read. A value.
struct EndedPasses: Sendable {
    /// At the node's inputs: the elements put in, taken out, and discarded.
    private(set) var accepted = 0
    private(set) var delivered = 0
    private(set) var discarded = 0
    /// Over all nodes, also those of flows that these nodes have read: the elements dropped by a policy, and the
    /// elements accepted from outside of the run and discarded.
    private(set) var droppedByNodes = 0
    private(set) var discardedByNodes = 0

    init() {}

    /// The output of one part.
    init(outOf part: RunPart) {
        let results = part.results[0]
        (accepted, delivered, discarded) = (results.acceptedCount, results.deliveredCount, results.discardedCount)
    }

    /// Flows that were over at once.
    init(passing elements: Int) { (accepted, delivered) = (elements, elements) }

    /// The losses inside one part.
    init(lostIn part: RunPart) {
        droppedByNodes = part.wirings.reduce(0) { $0 + $1.ledger.droppedCount }
        discardedByNodes = part.wirings.reduce(0) { $0 + $1.ledger.discardedCount }
    }

    /// The losses alone, without the output.
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
