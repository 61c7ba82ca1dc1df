/// What the parts that a run has let go of had counted, together; so its ledger stays whole, however often it retries.
struct EndedParts: Sendable {
    /// How many parts.
    private(set) var count = 0
    /// Over all their mailboxes: what was put in, taken out, and thrown away.
    private(set) var accepted = 0
    private(set) var delivered = 0
    private(set) var discarded = 0
    /// Over all their nodes: what was dropped by a policy.
    private(set) var dropped = 0
    /// By the part and the number of a node that is still there: what it had followed.
    private var passes: [ObjectIdentifier: [Int: EndedPasses]] = [:]

    init() {}

    /// The counts of one part whose nodes have all ended.
    init(_ part: RunPart) {
        count = 1
        accepted = part.mailboxes.reduce(0) { $0 + $1.acceptedCount }
        delivered = part.mailboxes.reduce(0) { $0 + $1.deliveredCount }
        discarded = part.mailboxes.reduce(0) { $0 + $1.discardedCount }
        dropped = part.wirings.reduce(0) { $0 + $1.ledger.droppedCount }
    }

    /// How many elements a node has taken from such parts: besides those from its input and from the part it follows now.
    func delivered(to node: NodeWiring) -> Int { passes[node.place.part]?[node.place.node]?.delivered ?? 0 }

    /// What each node that is still there had followed, by its place.
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

    /// Adds what the node at a place, which is still there, had followed.
    mutating func add(_ counts: EndedPasses, to place: PartPlace) {
        passes[place.part, default: [:]][place.node, default: EndedPasses()].add(counts)
    }

    /// Forgets what the nodes of a part had followed that is itself let go of; gives what was lost in there.
    mutating func forget(_ part: ObjectIdentifier) -> EndedPasses {
        var lost = EndedPasses()
        for counts in (passes.removeValue(forKey: part) ?? [:]).values { lost.add(counts.losses) }
        return lost
    }
}
