/// The summed counts of the parts that a run has released, so that its ledger stays complete, however often it retries.
struct EndedParts: Sendable {
    /// The number of parts.
    private(set) var count = 0
    /// Over all their mailboxes: the elements put in, taken out, and discarded.
    private(set) var accepted = 0
    private(set) var delivered = 0
    private(set) var discarded = 0
    /// Over all their nodes: the elements dropped by a policy.
    private(set) var dropped = 0
    /// For each part and number of a node that is still there: the counts of the flows that it has read.
    private var passes: [ObjectIdentifier: [Int: EndedPasses]] = [:]

    init() {}

    /// The counts of one part whose nodes have all ended.
    init(_ part: RunPart) {
        count = 1
        accepted = part.total(\.acceptedCount)
        delivered = part.total(\.deliveredCount)
        discarded = part.total(\.discardedCount)
        dropped = part.wirings.reduce(0) { $0 + $1.ledger.droppedCount }
        for wiring in part.wirings { _ = addPassed(by: wiring) }
    }

    /// Adds the flows of a node that were over at once; returns how many elements the node took from them.
    private mutating func addPassed(by node: NodeWiring) -> (flows: Int, elements: Int) {
        let passed = node.ledger.passed
        count += passed.flows
        accepted += passed.elements
        delivered += passed.elements
        return passed
    }

    /// The same for all nodes of a living part, each of which is shown with what it has taken.
    mutating func addPassed(by part: RunPart) {
        for wiring in part.wirings {
            let passed = addPassed(by: wiring)
            if passed.flows > 0 { add(EndedPasses(passing: passed.elements), to: wiring.place) }
        }
    }

    /// How many elements a node has taken from released parts; those from its input and its present part are not among
    /// them.
    func delivered(to node: NodeWiring) -> Int { passes[node.place.part]?[node.place.node]?.delivered ?? 0 }

    /// The counts of the flows that each remaining node has read, by the node's place.
    var allPasses: [(place: PartPlace, counts: EndedPasses)] {
        passes.flatMap { part, nodes in nodes.map { (PartPlace(part: part, node: $0.key), $0.value) } }
    }

    /// Adds the counts of another part.
    mutating func add(_ part: EndedParts) {
        count += part.count
        accepted += part.accepted
        delivered += part.delivered
        discarded += part.discarded
        dropped += part.dropped
    }

    /// Adds the counts of flows that the node at a place has read; the node is still there.
    mutating func add(_ counts: EndedPasses, to place: PartPlace) {
        passes[place.part, default: [:]][place.node, default: EndedPasses()].add(counts)
    }

    /// Forgets what the nodes of a part have read, when that part itself is released; returns the losses in those
    /// flows.
    mutating func forget(_ part: ObjectIdentifier) -> EndedPasses {
        var lost = EndedPasses()
        for counts in (passes.removeValue(forKey: part) ?? [:]).values { lost.add(counts.losses) }
        return lost
    }
}
