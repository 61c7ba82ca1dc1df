/// The nodes and mailboxes made from one plan: the graph itself, or a part that was attached while it ran.
final class RunPart: AttachedPart {
    private let directory: PartDirectory
    let wirings: [NodeWiring]
    let nodes: [Node]
    /// By edge.
    let mailboxes: [AnyMailbox]
    /// The nodes that start later, at the turn of the input that they serve.
    private let dormant: Set<Int>

    init(
        directory: PartDirectory, wirings: [NodeWiring], nodes: [Node], mailboxes: [AnyMailbox], dormant: Set<Int>
    ) {
        self.dormant = dormant
        self.directory = directory
        self.wirings = wirings
        self.nodes = nodes
        self.mailboxes = mailboxes
    }

    /// The names of the nodes that have not ended.
    var unendedNames: [String] {
        wirings.indices.filter { !wirings[$0].hasEnded }.map { directory.identity(of: $0).name }
    }

    var hasEnded: Bool { wirings.allSatisfy(\.hasEnded) }

    /// The mailboxes that hold the sinks' values.
    var results: [AnyMailbox] { directory.unnamedPlan.results.map { mailboxes[$0] } }

    /// The mailboxes through which the part's follower feeds its nodes, with these.
    var feeds: [(node: Int, mailbox: AnyMailbox)] {
        wirings.indices.compactMap { node in wirings[node].feed.map { (node, $0) } }
    }

    /// A count, summed over all mailboxes.
    func total(_ count: (AnyMailbox) -> Int) -> Int {
        mailboxes.reduce(0) { $0 + count($1) } + wirings.reduce(0) { $0 + ($1.feed.map(count) ?? 0) }
    }

    /// The mailbox that the part's follower reads.
    var output: AnyMailbox { mailboxes[directory.unnamedPlan.results[0]] }

    /// The part's nodes and edges with their names.
    var plan: GraphPlan { directory.plan }

    /// The node that takes the part's output; nil for the graph itself, whose values the run keeps.
    var follower: PartFollower? { directory.follower }
    /// The ``PartPlace/part`` of its nodes.
    var identity: ObjectIdentifier { ObjectIdentifier(directory) }

    /// The part's failures that reached no operator, consumers before producers; complete once all nodes have ended.
    var untoldFailures: [NodeFailure] {
        // The follower may have cancelled the part before it failed.
        let late = results.filter(\.isCancelled).compactMap(\.unsatisfiedFailure)
        return directory.failures + late + wirings.reversed().flatMap(\.unreadFailures)
    }

    /// The numbers of the nodes above one, however far.
    func numbers(above node: Int) -> [Int] { directory.unnamedPlan.numbers(above: node) }

    /// Discards elements that were sent to ended nodes; called after the last node has ended.
    func settle() {
        for (mailbox, edge) in zip(mailboxes, directory.unnamedPlan.edges) where edge.to != nil { mailbox.reap() }
        for wiring in wirings { wiring.feed?.reap() }
    }

    /// Notifies every node for its first step, consumers before producers.
    func start(_ worker: WorkerHandle?) {
        for index in wirings.indices.reversed() where !dormant.contains(index) { wirings[index].cell.notify(worker) }
    }

    /// Wakes the consumers of what nodes have sent in a step that takes long.
    func showLateOutput() {
        let isFed = follower?.cell.isStepping == true
        for wiring in wirings {
            if isFed { wiring.feed?.wakeLateConsumer() }
            guard wiring.cell.isStepping else { continue }
            for output in wiring.outputs { output.wakeLateConsumer() }
        }
    }

    func notifyAll(_ worker: WorkerHandle?) {
        for wiring in wirings { wiring.cell.notify(worker) }
    }
}
