/// The nodes and mailboxes that were made from one plan: the graph itself, or a part that was attached while it ran.
final class RunPart: Sendable {
    private let unnamedPlan: GraphPlan
    private let directory: PartDirectory
    let wirings: [NodeWiring]
    let nodes: [Node]
    /// By edge.
    let mailboxes: [AnyMailbox]
    /// The nodes that start later, when the input that they serve has its turn.
    private let dormant: Set<Int>

    init(
        unnamedPlan: GraphPlan, directory: PartDirectory, wirings: [NodeWiring], nodes: [Node], mailboxes: [AnyMailbox],
        dormant: Set<Int>
    ) {
        self.dormant = dormant
        self.unnamedPlan = unnamedPlan
        self.directory = directory
        self.wirings = wirings
        self.nodes = nodes
        self.mailboxes = mailboxes
    }

    var hasEnded: Bool { wirings.allSatisfy(\.hasEnded) }

    /// The mailboxes that hold the sinks' values.
    var results: [AnyMailbox] { unnamedPlan.results.map { mailboxes[$0] } }

    /// Its nodes and edges with their names.
    var plan: GraphPlan { directory.plan }

    /// The node that takes what it emits; nil for the graph itself, whose values the run keeps.
    var follower: PartFollower? { directory.follower }
    /// What ``PartPlace/part`` is of its nodes.
    var identity: ObjectIdentifier { ObjectIdentifier(directory) }

    /// What failed in it and reached nobody, the nodes that consume before those that feed them; once all have ended.
    var untoldFailures: [NodeFailure] {
        // What it was attached for may have cancelled it before it failed.
        let late = results.filter(\.isCancelled).compactMap(\.unsatisfiedFailure)
        return directory.failures + late + wirings.reversed().flatMap(\.unreadFailures)
    }

    /// Discards what was sent to nodes that had ended; after the last node has.
    func settle() {
        for (mailbox, edge) in zip(mailboxes, unnamedPlan.edges) where edge.to != nil { mailbox.reap() }
    }

    /// The first step of every node, those that consume before those that feed them.
    func start(_ worker: WorkerHandle?) {
        for index in wirings.indices.reversed() where !dormant.contains(index) { wirings[index].cell.notify(worker) }
    }

    func notifyAll(_ worker: WorkerHandle?) {
        for wiring in wirings { wiring.cell.notify(worker) }
    }
}
