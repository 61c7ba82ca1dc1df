@testable import Dataflow

/// How a producer and a consumer use their mailbox: as the kernels do, unless a bug is planted.
class Port {
    let mailbox: Mailbox<Int>
    var consumer: ScheduleCell?

    required init(_ mailbox: Mailbox<Int>) { self.mailbox = mailbox }

    func send(_ element: Int, _ worker: WorkerHandle) {
        mailbox.writer.writing().put(element, 0)
        mailbox.writer.publish(1, worker)
    }

    func restForRoom() -> Bool { mailbox.writer.restForRoom() }

    func close(_ ending: Ending, _ worker: WorkerHandle) { mailbox.writer.close(ending, worker) }

    func receive(_ worker: WorkerHandle) -> Int? {
        guard mailbox.reader.available() > 0 else { return nil }
        let element = mailbox.reader.reading().take(0)
        mailbox.reader.release(1, worker)
        return element
    }

    var foundEnd: Bool { mailbox.reader.ending != nil }

    func restForElements(_ worker: WorkerHandle) -> Bool { mailbox.reader.restForElements(worker) }

    func cancel(_ worker: WorkerHandle) { mailbox.reader.cancel(.cancelled, worker) }
}

extension Mailbox {
    var writer: MailboxWriter<Element> { MailboxWriter(self) }
    var reader: MailboxReader<Element> { MailboxReader(self) }
}
