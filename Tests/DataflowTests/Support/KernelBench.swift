@testable import Dataflow

/// A node's kernel on the bench: its mailboxes are filled and emptied by the test, its steps called by hand.
///
/// Nothing runs; so a test decides what happens between two steps, or in the middle of one.
final class KernelBench {
    let scheduler = Scheduler(width: 1)
    private let cells: [ScheduleCell]
    private let services = NoServices()
    let wiring: NodeWiring

    init(inputs: [AnyMailbox], outputs: [AnyMailbox], policy: FailurePolicy = .stop) {
        cells = [ScheduleCell(scheduler: scheduler), ScheduleCell(scheduler: scheduler)]
        let ready = inputs.count > 1 ? ReadyPorts(count: inputs.count) : nil
        for (port, mailbox) in inputs.enumerated() {
            mailbox.producer = Door(cell: cells[1])
            mailbox.consumer = Door(cell: cells[0], readyPorts: ready, port: port)
        }
        for mailbox in outputs {
            mailbox.producer = Door(cell: cells[0])
            mailbox.consumer = Door(cell: cells[1])
        }
        wiring = NodeWiring(
            name: "bench", site: SourceSite(fileID: #fileID, line: #line), cell: cells[0], inputs: inputs, outputs: outputs,
            readyInputs: ready, policy: policy, services: services)
    }

    /// What a step is told by the scheduler.
    func turn(grain: Int) -> Turn {
        Turn(worker: scheduler.workers[0], grain: grain, phase: .running)
    }

    /// A mailbox that holds these elements.
    static func mailbox<Element>(_ elements: [Element] = [], capacity: Int = 1_024) -> Mailbox<Element> {
        let mailbox = Mailbox<Element>(capacity: capacity)
        let writer = mailbox.writing()
        for (offset, element) in elements.enumerated() { writer.put(element, offset) }
        mailbox.show(elements.count)
        return mailbox
    }
}

extension Mailbox {
    /// Takes out everything, as a consumer does.
    func takeAll() -> [Element] {
        let count = available()
        guard count > 0 else { return [] }
        let reader = reading()
        defer { giveBack(count) }
        return (0..<count).map { reader.take($0) }
    }
}

/// A kernel on the bench asks for nothing.
private final class NoServices: RunServices {
    func timekeeper(_ clock: EngineClock?) -> Timekeeper { fatalError("no time on the bench") }
    func note(_ failure: NodeFailure) {}
    func attach(_ part: any AttachableFlow, consumer cell: ScheduleCell, _ worker: Worker?) throws -> AnyMailbox {
        fatalError("no parts on the bench")
    }
}
