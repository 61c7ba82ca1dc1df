@testable import Dataflow

/// A producer and a consumer at the real mailbox, and perhaps the run that cancels both.
struct MailboxScene: Sendable {
    var capacity = 1
    /// How many elements the producer sends before it ends.
    var elements = 1
    /// After how many elements the consumer cancels; nil for never.
    var cancelsAfter: Int?
    /// Whether a third participant moves the run to its end.
    var isSwept = false
    /// Whether operations are checked against their real-time order: more to explore.
    var isTimed = true
    /// Whether operations are checked at all, beside what comes of them.
    var isOrderChecked = true
    /// How many preemptions an interleaving may have; nil for any number.
    var bound: Int?
    /// What the producer and the consumer do to the mailbox.
    var makePort: @Sendable (Mailbox<Int>) -> Port = { Port($0) }

    var scene: Scene {
        Scene(name: "mailbox") { stage in Play(self, stage).cast }
    }

    final class Play {
        private let plan: MailboxScene
        private let stage: Stage
        private let scheduler: Scheduler
        private let port: Port
        private let producer: Seat
        private let consumer: Seat
        private let history: History
        private var taken: [Int] = []

        init(_ plan: MailboxScene, _ stage: Stage) {
            self.plan = plan
            self.stage = stage
            let scheduler = Scheduler(width: 3)
            self.scheduler = scheduler
            port = plan.makePort(Mailbox<Int>(capacity: plan.capacity))
            let cells = (0..<2).map { _ in ScheduleCell(scheduler: scheduler) }
            producer = Seat(stage, cells[0], scheduler.workers[0])
            consumer = Seat(stage, cells[1], scheduler.workers[1])
            history = History(stage, participants: 2, isTimed: plan.isTimed)
            for cell in cells { cell.beginStep() }
            port.consumer = consumer.cell
            port.mailbox.join(producer: Waker(cell: producer.cell), consumer: Waker(cell: consumer.cell))
        }

        var cast: Cast {
            var participants = [
                Cast.Participant(name: "producer", body: produce), Cast.Participant(name: "consumer", body: consume),
            ]
            if plan.isSwept { participants.append(Cast.Participant(name: "sweep", body: sweep)) }
            return Cast(participants: participants, verify: verify)
        }

        // MARK: - What each does

        private func produce() {
            var sent = 0
            while sent < plan.elements, !isCancelled {
                var isFull = false
                history.record(0) {
                    if port.mailbox.isCancelled { return [.refused] }
                    if port.mailbox.writer.room() > 0 {
                        port.send(sent, producer.worker.handle)
                        sent += 1
                        return [.offered(sent - 1)]
                    }
                    isFull = port.restForRoom()
                    return isFull ? [.full] : []
                }
                if history.entries[0].last?.operation == .refused { break }
                if isFull, !producer.rest() { return }
            }
            history.record(0) {
                port.close(sent < plan.elements ? .cancelled : .finished, producer.worker.handle)
                return [.closed]
            }
            _ = producer.cell.settle(.ended)
        }

        private func consume() {
            while !isCancelled, taken.count != plan.cancelsAfter {
                var isEmpty = false
                history.record(1) {
                    if let element = port.receive(consumer.worker.handle) {
                        taken.append(element)
                        return [.took(element)]
                    }
                    if port.foundEnd { return [.foundEnd] }
                    isEmpty = port.restForElements(consumer.worker.handle)
                    return isEmpty ? [.foundEmpty] : []
                }
                if history.entries[1].last?.operation == .foundEnd { break }
                if isEmpty, !consumer.rest() { return }
            }
            if history.entries[1].last?.operation != .foundEnd {
                history.record(1) {
                    port.cancel(consumer.worker.handle)
                    return [.discarded, .cancelled]
                }
            }
            _ = consumer.cell.settle(.ended)
        }

        private var isCancelled: Bool { plan.isSwept && scheduler.phase == .cancelled }

        private func sweep() {
            scheduler.advance(to: .cancelled)
            producer.cell.notify(scheduler.workers[2].handle)
            consumer.cell.notify(scheduler.workers[2].handle)
        }

        // MARK: - What must be true afterwards

        private func verify() -> [String] {
            var problems: [String] = []
            let mailbox = port.mailbox
            if plan.isOrderChecked, !history.isLinearizable(MailboxModel(capacity: plan.capacity)) {
                problems.append("not linearizable: \(history.entries.map { $0.map(\.operation) })")
            }
            if taken != Array(0..<taken.count) { problems.append("taken: \(taken)") }
            mailbox.reap()
            if mailbox.acceptedCount != mailbox.deliveredCount + mailbox.discardedCount {
                problems.append("\(mailbox.acceptedCount) accepted, \(mailbox.discardedCount) discarded")
            }
            if mailbox.deliveredCount != taken.count { problems.append("\(mailbox.deliveredCount) delivered") }
            return problems
        }
    }
}
