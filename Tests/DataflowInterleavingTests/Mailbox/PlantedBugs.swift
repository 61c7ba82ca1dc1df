import struct Synchronization.AtomicLoadOrdering

@testable import Dataflow

/// The producer announces that it waits, and does not look again.
final class RestWithoutSecondLook: Port {
    override func restForRoom() -> Bool {
        mailbox.producerWaits.store(true, ordering: .sequentiallyConsistent)
        return true
    }
}

/// The consumer looks, and then announces that it waits.
final class LookBeforeAnnouncing: Port {
    override func restForElements(_ worker: WorkerHandle) -> Bool {
        if mailbox.reader.available() > 0 || mailbox.reader.hasEnding { return false }
        mailbox.consumerWaits.store(true, ordering: .sequentiallyConsistent)
        return true
    }
}

/// The producer wakes the consumer, and then takes its flag down: perhaps the next one.
final class FlagClearedLate: Port {
    override func send(_ element: Int, _ worker: WorkerHandle) {
        mailbox.writer.writing().put(element, 0)
        mailbox.writer.show(1)
        guard mailbox.isConsumerWaiting else { return }
        consumer!.notify(worker)
        mailbox.consumerWaits.store(false, ordering: .sequentiallyConsistent)
    }
}

/// The element is put into its slot after it was counted.
final class PublishBeforePut: Port {
    override func send(_ element: Int, _ worker: WorkerHandle) {
        let writer = mailbox.writer.writing()
        mailbox.writer.publish(1, worker)
        writer.put(element, 0)
    }
}

/// The slot is given back before the element was taken out of it.
final class ReleaseBeforeTake: Port {
    override func receive(_ worker: WorkerHandle) -> Int? {
        guard mailbox.reader.available() > 0 else { return nil }
        let reader = mailbox.reader.reading()
        mailbox.reader.release(1, worker)
        return reader.take(0)
    }
}

/// The counter is moved in an order that hands nothing over; only the declared orders show it.
final class RelaxedPublish: Port {
    override func send(_ element: Int, _ worker: WorkerHandle) {
        mailbox.writer.writing().put(element, 0)
        mailbox.accepted.store(mailbox.acceptedCount + 1, ordering: .relaxed)
        mailbox.writer.wakeConsumer(worker)
    }
}

/// The end is looked for after the elements, and believed without looking for elements again.
final class EndOvertakesElement: Port {
    override var foundEnd: Bool { mailbox.reader.hasEnding }
}

/// The consumer is told of the end before it can be seen.
final class NotifyBeforeEnd: Port {
    override func close(_ ending: Ending, _ worker: WorkerHandle) {
        mailbox.notifyConsumer(worker)
        mailbox.end.store(1, ordering: .sequentiallyConsistent)
    }
}

/// The producer hears of the cancellation before the consumer has discarded: both discard.
final class CancelBeforeDiscarding: Port {
    override func cancel(_ worker: WorkerHandle) {
        mailbox.interest.store(AnyMailbox.Interest.cancelled, ordering: .sequentiallyConsistent)
        mailbox.reap()
        mailbox.reader.cancel(.cancelled, worker)
    }
}
