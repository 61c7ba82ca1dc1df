import Synchronization

/// Everything a node is joined to: its mailboxes, its entry in the scheduler, what it reports.
@usableFromInline
package final class NodeWiring: @unchecked Sendable {
    // SAFETY: only `let`s, besides the atomic counters, and the lanes and `hasRecovered`, which the node's steps change and
    // others read after its last one.
    @usableFromInline package let cell: NodeCell
    @usableFromInline package let inputs: PortMailboxes
    @usableFromInline package let outputs: PortMailboxes
    /// The inputs with news, for nodes with many of them.
    @usableFromInline let readyInputs: ReadyPorts?
    @usableFromInline let policy: FailurePolicy
    /// Whether it has its first step when its turn comes, and not with its part of the run.
    private let startsLate: Bool
    /// Its number in the directory.
    let number: Int
    /// The part of the run that it belongs to, by name; the run owns both.
    unowned let directory: any NodeDirectory
    /// The run, which owns this.
    @usableFromInline unowned let services: any RunServices
    /// By input, what must not step before the node asks for it; empty where nothing has to wait.
    let dormant: [DormantInput?]
    private let dropped = Atomic<Int>(0)
    private let declared = Atomic<UInt64>(0)
    private let discarded = Atomic<Int>(0)
    /// The node's tasks; added in its steps only.
    private var lanes: [Lane] = []
    /// Whether the failure of its first input was handled, and something else is followed instead.
    var hasRecovered = false

    init(
        number: Int, in directory: any NodeDirectory, cell: NodeCell, inputs: PortMailboxes,
        outputs: PortMailboxes, readyInputs: ReadyPorts?, policy: FailurePolicy, services: any RunServices,
        dormant: [DormantInput?] = [], startsLate: Bool = false
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
        self.startsLate = startsLate
    }

    /// The mailbox at an input port, with the element type that the plan's types have fixed.
    @inlinable
    package func input<Element>(_ port: Int = 0, of type: Element.Type = Element.self) -> Mailbox<Element> {
        // SAFETY: `Flow<Element>` made the edge's mailbox; only a consumer of the same `Flow` asks for it.
        unsafeDowncast(inputs[port], to: Mailbox<Element>.self)
    }

    /// The mailbox at an output port.
    @inlinable
    package func output<Element>(_ port: Int = 0, of type: Element.Type = Element.self) -> Mailbox<Element> {
        // SAFETY: the stage that made the mailbox is the one whose node asks for it.
        unsafeDowncast(outputs[port], to: Mailbox<Element>.self)
    }

    /// What the node waits for, since it went idle; looked at by whoever wants to know why nothing moves.
    var declaredWait: Wait { Wait(rawValue: declared.load(ordering: .relaxed)) }

    @usableFromInline
    func declare(_ wait: Wait) { declared.store(wait.rawValue, ordering: .relaxed) }

    /// How many elements the operator itself dropped, by policy.
    var droppedCount: Int { dropped.load(ordering: .relaxed) }
    /// How many elements it had accepted from outside, and threw away when it was cancelled.
    var discardedCount: Int { discarded.load(ordering: .relaxed) }

    /// Tells when the run is at rest.
    package var rest: RestGauge { services.rest }

    /// The node's timer, on this clock or, when nil, on the graph's.
    func timer(_ clock: EngineClock?) -> NodeTimer {
        NodeTimer(services.timekeeper(clock), cell, startsLate: startsLate)
    }

    /// Makes the node step once more, after so much of the graph's time.
    package func wake(after duration: Duration) -> TimerHold {
        let hold = TimerHold(cell)
        let timekeeper = services.timekeeper(nil)
        timekeeper.schedule(at: timekeeper.now + duration) { hold.fire() }
        return hold
    }

    /// Ends the run, as a cancelled one.
    package func cancelRun() {
        _ = services.cancel()
    }

    /// The worker that steps on this thread, for the node's tasks.
    @usableFromInline
    var currentWorker: Worker? { CurrentWorker.of(cell.scheduler) }

    /// Whether the node and all its tasks have ended.
    var hasEnded: Bool { cell.hasEnded && lanes.allSatisfy(\.hasEnded) }

    /// Starts a task of the node, which the workers step; in the node's own step.
    @usableFromInline
    func startLane(_ body: @escaping @Sendable (Lane) async -> Void) -> Lane {
        cell.scheduler.expect(nodes: 1)
        // Only a conductor tells lanes apart.
        let isConducted = cell.scheduler.conductor != nil
        let lane = Lane(scheduler: cell.scheduler, name: isConducted ? "\(cell.name) lane \(lanes.count + 1)" : "")
        lanes.append(lane)
        lane.start { [unowned lane] in await body(lane) }
        return lane
    }

    @usableFromInline
    func countDropped(_ count: Int = 1) {
        dropped.add(count, ordering: .relaxed)
    }

    func countDiscarded(_ count: Int) {
        if count > 0 { discarded.add(count, ordering: .relaxed) }
    }

    /// Lets the nodes before this input start.
    @usableFromInline
    func open(input: Int, _ worker: Worker?) {
        guard dormant.indices.contains(input), let servants = dormant[input], servants.start() else { return }
        inputs[input].openGate(worker)
        for cell in servants.cells { cell.notify(worker) }
    }
}

// MARK: - The four ways to end

extension NodeWiring {
    /// Everything is delivered: outputs complete, inputs that still send are no longer wanted.
    @usableFromInline
    package func finish(_ turn: Turn) -> Step {
        end(.finished, .finished, turn)
    }

    /// The node's own code threw.
    @usableFromInline
    package func fail(_ error: any Error, _ turn: Turn) -> Step {
        fail(failure(error), turn)
    }

    /// A failure from above goes on its way.
    @usableFromInline
    package func fail(_ failure: NodeFailure, _ turn: Turn) -> Step {
        end(.failed(failure), .failed(failure.error), turn)
    }

    /// Nobody wants more, or the run is cancelled.
    @usableFromInline
    package func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        end(.cancelled, cause, turn)
    }

    /// Ends as the only input has ended.
    @usableFromInline
    package func pass(_ ending: Ending, _ turn: Turn) -> Step {
        switch ending {
        case .finished: finish(turn)
        case .failed(let failure): fail(failure, turn)
        case .cancelled: stop(.cancelled, turn)
        }
    }

    /// The cause that upstream is told: when a failure ends the run, it may come before the failed node's own word.
    @usableFromInline
    package func cause(_ cause: CancellationCause, _ turn: Turn) -> CancellationCause {
        guard case .cancelled = cause, turn.phase == .cancelled else { return cause }
        return services.cancellationCause
    }

    @usableFromInline
    package func end(_ ending: Ending, _ cause: CancellationCause, _ turn: Turn) -> Step {
        for output in outputs { output.close(ending, turn.worker) }
        let cause = self.cause(cause, turn)
        for input in inputs { input.cancel(cause, turn.worker) }
        return .ended
    }
}
