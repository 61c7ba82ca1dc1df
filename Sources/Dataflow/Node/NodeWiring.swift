import Synchronization

/// Everything a node is joined to: its mailboxes, its entry in the scheduler, what it reports.
@usableFromInline
final class NodeWiring: @unchecked Sendable {
    // SAFETY: only `let`s, besides the atomic counter and what the node's last step leaves to the run.
    @usableFromInline let cell: ScheduleCell
    @usableFromInline let inputs: PortMailboxes
    @usableFromInline let outputs: PortMailboxes
    /// The inputs with news, for nodes with many of them.
    @usableFromInline let readyInputs: ReadyPorts?
    @usableFromInline let policy: FailurePolicy
    /// Its number in the directory.
    private let number: Int
    /// The part of the run that it belongs to, by name; the run owns both.
    private unowned let directory: any NodeDirectory
    /// The run, which owns this.
    @usableFromInline unowned let services: any RunServices
    /// For each input the cells that must not step before the node asks for it.
    let dormant: [[ScheduleCell]]
    private let dropped = Atomic<Int>(0)
    /// Tasks of the node that have nothing left to do but may not have returned yet; the run waits for them.
    private(set) var lingering: [Task<Void, Never>] = []

    init(
        number: Int, in directory: any NodeDirectory, cell: ScheduleCell, inputs: PortMailboxes,
        outputs: PortMailboxes, readyInputs: ReadyPorts?, policy: FailurePolicy, services: any RunServices,
        dormant: [[ScheduleCell]] = []
    ) {
        self.number = number
        self.directory = directory
        self.cell = cell
        self.inputs = inputs
        self.outputs = outputs
        self.readyInputs = readyInputs
        self.policy = policy
        self.services = services
        self.dormant = dormant
    }

    /// The mailbox at an input port, with the element type that the plan's types have fixed.
    @inlinable
    func input<Element>(_ port: Int = 0, of type: Element.Type = Element.self) -> Mailbox<Element> {
        // SAFETY: `Flow<Element>` made the edge's mailbox; only a consumer of the same `Flow` asks for it.
        unsafeDowncast(inputs[port], to: Mailbox<Element>.self)
    }

    /// The mailbox at an output port.
    @inlinable
    func output<Element>(_ port: Int = 0, of type: Element.Type = Element.self) -> Mailbox<Element> {
        // SAFETY: the stage that made the mailbox is the one whose node asks for it.
        unsafeDowncast(outputs[port], to: Mailbox<Element>.self)
    }

    /// How many elements the operator itself dropped, by policy.
    var droppedCount: Int { dropped.load(ordering: .relaxed) }

    /// Leaves tasks that are about to return to the run; in the node's last step.
    func linger(_ tasks: [Task<Void, Never>]) {
        lingering = tasks
    }

    @usableFromInline
    func countDropped(_ count: Int = 1) {
        dropped.add(count, ordering: .relaxed)
    }

    /// Lets the nodes before this input start.
    @usableFromInline
    func open(input: Int, _ worker: Worker?) {
        inputs[input].openGate(worker)
        if dormant.indices.contains(input) {
            for cell in dormant[input] { cell.notify(worker) }
        }
    }
}

// MARK: - The four ways to end

extension NodeWiring {
    /// Everything is delivered: outputs complete, inputs that still send are no longer wanted.
    @usableFromInline
    func finish(_ turn: Turn) -> Step {
        end(.finished, .finished, turn)
    }

    /// The node's own code threw.
    @usableFromInline
    func fail(_ error: any Error, _ turn: Turn) -> Step {
        fail(failure(error), turn)
    }

    /// A failure from above goes on its way.
    @usableFromInline
    func fail(_ failure: NodeFailure, _ turn: Turn) -> Step {
        end(.failed(failure), .failed(failure.error), turn)
    }

    /// Nobody wants more, or the run is cancelled.
    @usableFromInline
    func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        end(.cancelled, cause, turn)
    }

    /// Ends as the only input has ended.
    @usableFromInline
    func pass(_ ending: Ending, _ turn: Turn) -> Step {
        switch ending {
        case .finished: finish(turn)
        case .failed(let failure): fail(failure, turn)
        case .cancelled: stop(.cancelled, turn)
        }
    }

    /// The cause that upstream is told: when a failure ends the run, it may come before the failed node's own word.
    @usableFromInline
    func cause(_ cause: CancellationCause, _ turn: Turn) -> CancellationCause {
        guard case .cancelled = cause, turn.phase == .cancelled else { return cause }
        return services.cancellationCause
    }

    @usableFromInline
    func failure(_ error: any Error) -> NodeFailure {
        let identity = directory.identity(of: number)
        return NodeFailure(error: error, node: identity.name, site: identity.site)
    }

    @usableFromInline
    func end(_ ending: Ending, _ cause: CancellationCause, _ turn: Turn) -> Step {
        for output in outputs { output.close(ending, turn.worker) }
        let cause = self.cause(cause, turn)
        for input in inputs { input.cancel(cause, turn.worker) }
        return Step(.ended)
    }
}
