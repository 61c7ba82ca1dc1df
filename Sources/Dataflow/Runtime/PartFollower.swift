/// The node that follows an attached part, and which of the flows that it has followed this part is.
struct PartFollower: Sendable {
    let cell: ScheduleCell
    /// The part that the node belongs to, by name: it may be let go of before this one.
    private let directory: any NodeDirectory
    private let node: Int
    private let pass: Int

    init(_ wiring: NodeWiring, pass: Int) {
        cell = wiring.cell
        directory = wiring.run.directory
        node = wiring.run.number
        self.pass = pass
    }

    var identity: NodeIdentity { directory.identity(of: node) }
    /// Where it stands.
    var place: PartPlace { PartPlace(part: ObjectIdentifier(directory), node: node) }

    /// Its own place or, when it stands in an attached part itself, that of who follows that part, and so on outwards.
    func nearest(where isMeant: (PartPlace) -> Bool) -> PartPlace? {
        if isMeant(place) { return place }
        return (directory as? PartDirectory)?.follower?.nearest(where: isMeant)
    }

    /// What the names of the part's nodes begin with, so that they differ from those of the flows before it.
    var prefix: String { "\(identity.name)#\(pass)/" }
}

/// A node among all of a run: its part, known by the part's directory, and its number there.
struct PartPlace: Hashable, Sendable {
    let part: ObjectIdentifier
    let node: Int
}

extension NodeWiring {
    var place: PartPlace { PartPlace(part: ObjectIdentifier(run.directory), node: run.number) }
}
