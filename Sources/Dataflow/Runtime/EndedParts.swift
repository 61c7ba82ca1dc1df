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
    /// What nodes that are still there had taken from parts that are not.
    private var taken: [ObjectIdentifier: [Int: Int]] = [:]

    init() {}

    /// The counts of one part whose nodes have all ended.
    init(_ part: RunPart) {
        count = 1
        accepted = part.mailboxes.reduce(0) { $0 + $1.acceptedCount }
        delivered = part.mailboxes.reduce(0) { $0 + $1.deliveredCount }
        discarded = part.mailboxes.reduce(0) { $0 + $1.discardedCount }
        dropped = part.wirings.reduce(0) { $0 + $1.droppedCount }
    }

    /// How many elements a node has taken from such parts: besides those from its input and from the part it follows now.
    func delivered(to node: NodeWiring) -> Int { taken[node.place.part]?[node.place.node] ?? 0 }

    /// Adds the counts of another part.
    mutating func add(_ part: EndedParts) {
        count += part.count
        accepted += part.accepted
        delivered += part.delivered
        discarded += part.discarded
        dropped += part.dropped
    }

    /// Adds what the node at a place, which is still there, had taken from a part.
    mutating func add(_ count: Int, to place: PartPlace) {
        taken[place.part, default: [:]][place.node, default: 0] += count
    }

    /// Forgets what the nodes of a part had taken that is itself let go of.
    mutating func forget(_ part: ObjectIdentifier) { taken[part] = nil }
}
