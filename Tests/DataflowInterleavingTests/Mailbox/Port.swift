@testable import Dataflow

/// How a producer and a consumer use their mailbox: as the kernels do, unless a bug is planted.
class Port {
    let mailbox: Mailbox<Int>
    var consumer: ScheduleCell?

    required init(_ mailbox: Mailbox<Int>) { self.mailbox = mailbox }

    func send(_ element: Int, _ worker: Worker) {
        mailbox.writing().put(element, 0)
        mailbox.publish(1, worker)
    }

    func restForRoom() -> Bool { mailbox.restForRoom() }

    func close(_ ending: Ending, _ worker: Worker) { mailbox.close(ending, worker) }

    func receive(_ worker: Worker) -> Int? {
        guard mailbox.available() > 0 else { return nil }
        let element = mailbox.reading().take(0)
        mailbox.release(1, worker)
        return element
    }

    var foundEnd: Bool { mailbox.ending != nil }

    func restForElements(_ worker: Worker) -> Bool { mailbox.restForElements(worker) }

    func cancel(_ worker: Worker) { mailbox.cancel(.cancelled, worker) }
}
