/// The node that follows an attached part, and which of the node's flows this part is.
struct PartFollower: Sendable {
    let cell: ScheduleCell
    /// The directory of the node's own part, which may be released before this one.
    private let directory: any NodeDirectory
    private let node: Int
    private let pass: Int
    /// Whether the node follows one part at a time, so that this one takes the place of the one before.
    let isAlone: Bool

    init(_ wiring: NodeWiring, pass: Int, isAlone: Bool = true) {
        cell = wiring.cell
        directory = wiring.run.directory
        node = wiring.run.number
        self.pass = pass
        self.isAlone = isAlone
    }

    var identity: NodeIdentity { directory.identity(of: node) }
    /// The node's place.
    var place: PartPlace { PartPlace(part: ObjectIdentifier(directory), node: node) }

    /// The follower's own place or, if it stands in an attached part itself, that of this part's follower, and so on
    /// outwards.
    func nearest(where isMeant: (PartPlace) -> Bool) -> PartPlace? {
        if isMeant(place) { return place }
        return (directory as? PartDirectory)?.follower?.nearest(where: isMeant)
    }

    /// The beginning of the names of the part's nodes, which differs from that of the flows before it.
    var prefix: String { "\(identity.name)#\(pass)/" }
}

/// The place of a node in a run: its part, identified by the part's directory, and its number there.
struct PartPlace: Hashable, Sendable {
    let part: ObjectIdentifier
    let node: Int
}

extension NodeWiring {
    var place: PartPlace { PartPlace(part: ObjectIdentifier(run.directory), node: run.number) }
}
