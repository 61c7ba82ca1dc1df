@testable import Dataflow

/// Small parts of the engine on a bench: no worker runs, so every wake stays where it can be seen.
struct Bench {
    let scheduler = Scheduler(width: 1)

    var worker: WorkerHandle { scheduler.workers[0].handle }

    /// One that no worker steps, and that has learned to handle so many elements at once.
    func cell(_ region: LoopRegion? = nil, budget: Int = 16) -> NodeCell {
        let cell = NodeCell(scheduler: scheduler, region: region)
        cell.budget = budget
        return cell
    }

    /// The cell that was queued first and not yet taken.
    func nextQueued() -> ScheduleCell? { scheduler.popInjected()?.value }

    /// A mailbox between two cells of its own.
    func mailbox<Element>(_ capacity: Int, of type: Element.Type = Int.self) -> Joint<Element> {
        Joint(mailbox: Mailbox<Element>(capacity: capacity), producer: cell(), consumer: cell(), bench: self)
    }

    /// The cells that were woken since the last call; they are idle again.
    func woken() -> [ScheduleCell] {
        var cells: [ScheduleCell] = []
        while let cell = nextQueued() {
            cells.append(cell)
            cell.beginStep()
            _ = cell.settle(.waiting)
        }
        return cells
    }

    /// What a node is joined to; its inputs and outputs wake the node, and nobody at the other end.
    func wiring(
        inputs: [AnyMailbox] = [], outputs: [AnyMailbox] = [], policy: FailurePolicy = .stop,
        services: NoServices = NoServices(), consumerBudget: Int = 16
    ) -> NodeWiring {
        let own = cell()
        let ready = inputs.count > 1 ? ReadyPorts(count: inputs.count) : nil
        for (port, input) in inputs.enumerated() {
            input.join(producer: Waker(cell: cell()), consumer: Waker(cell: own, readyPorts: ready, port: port))
        }
        for output in outputs {
            output.join(producer: Waker(cell: own), consumer: Waker(cell: cell(budget: consumerBudget)))
        }
        return NodeWiring(
            RunMembership(number: 0, in: BenchDirectory.only, of: services), cell: own, inputs: Ports(inputs),
            outputs: Ports(outputs), readyInputs: ready, policy: policy)
    }

    func turn(_ budget: Int = 16, _ phase: RunPhase = .running) -> Turn {
        Turn(worker: worker, budget: budget, phase: phase)
    }
}

/// A mailbox with both its neighbours.
struct Joint<Element> {
    let mailbox: Mailbox<Element>
    let producer: ScheduleCell
    let consumer: ScheduleCell
    private let bench: Bench

    init(mailbox: Mailbox<Element>, producer: ScheduleCell, consumer: ScheduleCell, bench: Bench) {
        self.mailbox = mailbox
        self.producer = producer
        self.consumer = consumer
        self.bench = bench
        mailbox.join(producer: Waker(cell: producer), consumer: Waker(cell: consumer))
    }

    var wokeProducer: Bool { bench.woken().contains { $0 === producer } }
    var wokeConsumer: Bool { bench.woken().contains { $0 === consumer } }
}

extension Mailbox {
    var writer: MailboxWriter<Element> { MailboxWriter(self) }
    var reader: MailboxReader<Element> { MailboxReader(self) }

    /// Puts elements in, as a producer does; only as many as there is room for.
    func put(_ elements: [Element]) {
        let span = writer.writing()
        for (offset, element) in elements.enumerated() { span.put(element, offset) }
        writer.publish(elements.count, nil)
    }

    /// Takes elements out, as a consumer does.
    func takeOut(_ count: Int) -> [Element] {
        guard count > 0 else { return [] }
        let span = reader.reading()
        defer { reader.release(count, nil) }
        return (0..<count).map { span.take($0) }
    }

    var isBalanced: Bool { acceptedCount == deliveredCount + discardedCount + count }
}

/// Every node of a bench is the same.
private final class BenchDirectory: NodeDirectory {
    static let only = BenchDirectory()

    func identity(of node: Int) -> NodeIdentity {
        NodeIdentity(name: "node", site: SourceSite(fileID: "Tests/Bench.swift", line: 1))
    }

    func note(_ failure: NodeFailure) {}
}

/// A run that offers nothing, or timers and nothing else.
final class NoServices: RunServices {
    private let timekeeper: Timekeeper?

    init(timekeeper: Timekeeper? = nil) {
        self.timekeeper = timekeeper
    }

    func timekeeper(_ clock: EngineClock?) -> Timekeeper {
        timekeeper ?? Timekeeper(clock ?? EngineClock(ContinuousClock()))
    }
    var cancellationCause: CancellationCause { .cancelled }
    var rest: RestGauge { RestGauge(Scheduler(width: 1), EngineClock(ContinuousClock())) }
    func cancel() -> Bool { false }
    func unendedCell(above node: NodeWiring, isFirst: Bool) -> ScheduleCell? { nil }
    func attach(
        _ part: any AttachableFlow, to node: NodeWiring, pass: Int, slot: NestedSlot?, _ worker: WorkerHandle?
    ) throws -> any AttachedPart {
        preconditionFailure("a bench has no parts")
    }
    func release(_ part: any AttachedPart, of node: NodeWiring, isFailing: Bool) {}
}
