/// What a node is connected to: its cell, its mailboxes, its policy; and one part for each further concern. All stand
/// in this object, so that a node needs few allocations.
@usableFromInline
package final class NodeWiring: @unchecked Sendable {
    // SAFETY: only `let`s, except the lanes and `hasRecovered`: the node's steps change these, and others read them
    // after the last step; and `feed`, which is set before the first. The ledger is atomic.
    @usableFromInline package let cell: NodeCell
    @usableFromInline package let inputs: Ports<ConsumerEnd>
    @usableFromInline package let outputs: Ports<ProducerEnd>
    /// The inputs with news, for nodes with many of them.
    @usableFromInline let readyInputs: ReadyPorts?
    @usableFromInline let policy: FailurePolicy
    @usableFromInline let ledger = NodeLedger()
    @usableFromInline package let run: RunMembership
    let dormant: DormantInputs
    private var lanes = NodeLanes()
    /// Whether the node has handled the failure of its first input, and now reads another flow instead.
    var hasRecovered = false
    /// What the node takes from the node that follows its part, when it is the first of a group.
    var feed: AnyMailbox?

    init(
        _ run: RunMembership, cell: NodeCell, inputs: Ports<ConsumerEnd>, outputs: Ports<ProducerEnd>,
        readyInputs: ReadyPorts?, policy: FailurePolicy, dormant: DormantInputs = DormantInputs()
    ) {
        self.run = run
        self.cell = cell
        self.inputs = inputs
        self.outputs = outputs
        self.readyInputs = readyInputs
        self.policy = policy
        self.dormant = dormant
    }

    /// The reader of an input port, with the element type that the plan's types have fixed.
    @inlinable
    package func input<Element>(_ port: Int = 0, of type: Element.Type = Element.self) -> MailboxReader<Element> {
        // SAFETY: `Flow<Element>` made the edge's mailbox; only a consumer of the same `Flow` calls this.
        unsafe MailboxReader(unsafeDowncast(inputs[port].mailbox, to: Mailbox<Element>.self))
    }

    /// The writer of an output port.
    @inlinable
    package func output<Element>(_ port: Int = 0, of type: Element.Type = Element.self) -> MailboxWriter<Element> {
        // SAFETY: the node that calls this belongs to the stage that made the mailbox.
        unsafe MailboxWriter(unsafeDowncast(outputs[port].mailbox, to: Mailbox<Element>.self))
    }

    /// Starts the nodes above this input.
    @usableFromInline
    func open(input: Int, _ worker: WorkerHandle?) {
        guard let servants = dormant.start(input) else { return }
        inputs[input].mailbox.openGate(worker)
        for cell in servants.cells { cell.notify(worker) }
    }

    /// Starts a task of the node, which the workers step; called in a step of the node.
    @usableFromInline
    func startLane(isSource: Bool = false, _ body: @escaping @Sendable (Lane) async -> Void) -> Lane {
        let lane = lanes.add(beside: cell, isSource: isSource && run.drains)
        lane.start { [unowned lane] in await body(lane) }
        return lane
    }

    /// The worker that steps on this thread, for the node's tasks.
    @usableFromInline
    var currentWorker: WorkerHandle? { CurrentWorker.of(cell.scheduler) }

    /// Whether the node gives the value of one of the graph's sinks.
    @usableFromInline
    var isSink: Bool { run.directory.isSink(run.number) }

    /// Whether the node has its first step when its turn comes, and not with its part of the run.
    @usableFromInline
    var startsLate: Bool { run.startsLate }

    /// Whether a source ends when the run drains.
    @usableFromInline
    var drains: Bool { run.drains }

    /// Whether a worker is inside the node or one of its tasks.
    var isStepping: Bool { cell.isStepping || cell.scheduler.lanes.isStepping(for: cell) }

    /// Whether the node and all its tasks have ended.
    var hasEnded: Bool { unendedCell == nil }

    /// The node's cell, or failing that one of its tasks', that has not ended.
    var unendedCell: ScheduleCell? { cell.hasEnded ? lanes.unended : cell }
}
