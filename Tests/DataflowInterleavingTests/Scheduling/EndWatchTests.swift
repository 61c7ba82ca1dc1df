import Testing

@testable import Dataflow

/// A cell ends while another begins to wait for its end.
struct EndWatchScene: Sendable {
    var scene: Scene {
        Scene(name: "end watch") { _ in
            let scheduler = Scheduler(width: 1)
            let (cell, watcher) = (NodeCell(scheduler: scheduler), NodeCell(scheduler: scheduler))
            let worker = scheduler.workers[0]
            var mustWait = false
            let waiting = Cast.Participant(name: "waiting") {
                mustWait = scheduler.ends.watch(cell, for: watcher)
            }
            let ending = Cast.Participant(name: "ending") {
                cell.beginStep()
                _ = cell.settle(.ended)
                scheduler.ends.tell(CellReference(cell), worker.handle)
            }
            return Cast(participants: [waiting, ending]) {
                let wasTold = worker.popOldest() != nil
                return mustWait && !wasTold ? ["waits for an end that has come"] : []
            }
        }
    }
}

/// A producer shows an element and is then inside a closure; the monitor looks while the consumer goes to rest. What the
/// monitor misses, it or the producer sees later.
struct LateOutputScene: Sendable {
    var scene: Scene {
        Scene(name: "late output") { _ in
            let scheduler = Scheduler(width: 1)
            let (producer, consumer) = (NodeCell(scheduler: scheduler), NodeCell(scheduler: scheduler))
            let mailbox = Mailbox<Int>(capacity: 2)
            mailbox.join(producer: Waker(cell: producer), consumer: Waker(cell: consumer))
            let (writer, reader) = (MailboxWriter(mailbox), MailboxReader(mailbox))
            var (isResting, taken) = (false, 0)
            let producing = Cast.Participant(name: "producer") {
                let start = writer.position
                writer.writing().put(7, 0)
                writer.showEarly(upTo: start &+ 1)
                writer.publish(upTo: start &+ 1, nil)
            }
            let consuming = Cast.Participant(name: "consumer") {
                if reader.available() == 0 { isResting = reader.restForElements(nil) }
                if reader.available() == 1 { taken = reader.reading().take(0) }
            }
            let monitor = Cast.Participant(name: "monitor") { writer.wakeLateConsumer() }
            return Cast(participants: [producing, consuming, monitor]) {
                let wasWoken = scheduler.popInjected() != nil
                var problems = isResting && !wasWoken ? ["rests although an element has come"] : []
                if taken == 0, reader.available() == 1 { taken = reader.reading().take(0) }
                if taken != 7 { problems.append("the element is gone") }
                reader.giveBack(1)
                return problems
            }
        }
    }
}

extension Interleavings {
    @Suite("What the monitor and a retry rely on")
    struct EndWatchTests {
        @Test("P11 Nobody waits for an end that has come")
        func ends() {
            EndWatchScene().scene.explore().check("end watch")
        }

        @Test("P7 A consumer does not rest once an element was published, whatever the monitor does")
        func lateOutput() {
            LateOutputScene().scene.explore().check("late output")
        }
    }
}
