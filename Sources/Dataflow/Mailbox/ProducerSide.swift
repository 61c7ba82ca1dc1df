import Synchronization

/// The producer's side of a mailbox, without the elements: how the producer waits and ends. It belongs to the producing
/// node.
///
/// A look through this side stores nothing: a task of the node may write elements meanwhile with its ``MailboxWriter``.
@usableFromInline
package protocol ProducerSide: MailboxSide {}

/// The producing node's end of an edge, for any type of element.
@usableFromInline
package struct ProducerEnd: ProducerSide {
    @usableFromInline package let mailbox: AnyMailbox

    @inlinable
    package init(_ mailbox: AnyMailbox) { self.mailbox = mailbox }
}

extension ProducerSide {
    // MARK: - What the consumer announces

    /// Whether the consumer wants no more.
    @inlinable
    package var isCancelled: Bool { mailbox.isCancelled }

    /// Whether the consumer wants no more, or will soon say so: nobody wants an element sent now.
    @inlinable
    package var isUnwanted: Bool {
        mailbox.interest.load(ordering: .sequentiallyConsistent) != AnyMailbox.Interest.open
    }

    /// Why the consumer wants no more; nil until ``isCancelled``.
    @inlinable
    package var cancellationCause: CancellationCause? { mailbox.cancellationCause }

    /// Whether the consumer waits for an element.
    @inlinable
    package var isConsumerWaiting: Bool { mailbox.isConsumerWaiting }

    /// How many elements the consumer would handle in one step, less those that it has.
    @inlinable
    package var demand: Int { mailbox.demand }

    /// Whether there is no room for one more element.
    @inlinable
    package var isFull: Bool { mailbox.isFull }

    // MARK: - Waiting

    /// Announces that the producer waits for room; false if there is room meanwhile, or the consumer wants no more.
    @inlinable
    package func restForRoom() -> Bool { mailbox.restForRoom() }

    /// Announces that the producer waits for demand; false if the consumer waits already, or never will.
    @inlinable
    package func restForDemand() -> Bool { mailbox.restForDemand() }

    @inlinable
    package func wakeConsumer(_ worker: WorkerHandle?) {
        if mailbox.isConsumerWaiting { mailbox.notifyConsumer(worker) }
    }

    /// Wakes a consumer that waits although elements have come, on any thread: the producer has shown them and has yet to
    /// say so.
    package func wakeLateConsumer() { mailbox.wakeLateConsumer() }

    // MARK: - Ending

    /// Whether the producer has closed the mailbox.
    @inlinable
    package var hasEnded: Bool { mailbox.end.load(ordering: .relaxed) != AnyMailbox.EndCode.none }

    /// How the producer has closed it.
    @inlinable
    package var ending: Ending? { mailbox.endingAhead }

    /// Closes the mailbox; the first ending stays.
    @inlinable
    package func close(_ ending: Ending, _ worker: WorkerHandle?) { mailbox.close(ending, worker) }

    /// Counts an element that the producer offered after it saw that the consumer had cancelled.
    @inlinable
    package func countDiscarded() { mailbox.countDiscarded() }
}

/// The work of the producer's side, written once for every type of element; nothing else calls it.
extension AnyMailbox {
    @usableFromInline
    var isFull: Bool {
        let held = accepted.load(ordering: .relaxed) &- removed.load(ordering: .sequentiallyConsistent)
        return held >= capacity || !gate.load(ordering: .sequentiallyConsistent)
    }

    @usableFromInline
    func restForRoom() -> Bool { restProducer { !$0.isCancelled && $0.isFull } }

    @usableFromInline
    func restForDemand() -> Bool { restProducer { !$0.isCancelled && !$0.isConsumerWaiting } }

    @inline(__always)
    private func restProducer(while mustWait: (AnyMailbox) -> Bool) -> Bool {
        producerWaits.store(true, ordering: .sequentiallyConsistent)
        if mustWait(self) { return true }
        producerWaits.store(false, ordering: .relaxed)
        return false
    }

    @usableFromInline
    var demand: Int { max(0, wakers.consumerBudget &- count) }

    func wakeLateConsumer() {
        let count = accepted.load(ordering: .acquiring) &- removed.load(ordering: .relaxed)
        if count > 0, isConsumerWaiting { notifyConsumer(nil) }
    }

    @usableFromInline
    func notifyConsumer(_ worker: WorkerHandle?) {
        if consumerWaits.exchange(false, ordering: .sequentiallyConsistent) { wakers.notifyConsumer(worker) }
    }

    @usableFromInline
    func close(_ ending: Ending, _ worker: WorkerHandle?) {
        guard end.load(ordering: .relaxed) == EndCode.none else { return }
        wakers.tellConsumer(worker) {
            show(ending)
            if isCancelled { reap() }
            consumerWaits.store(false, ordering: .relaxed)
        }
    }

    private func show(_ ending: Ending) {
        switch ending {
        case .finished: end.store(EndCode.finished, ordering: .sequentiallyConsistent)
        case .cancelled: end.store(EndCode.cancelled, ordering: .sequentiallyConsistent)
        case .failed(let failure):
            self.failure = HeldFailure(failure)
            end.store(EndCode.failed, ordering: .sequentiallyConsistent)
        }
    }
}
