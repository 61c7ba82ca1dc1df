import Synchronization

/// The producer's side of a mailbox, but for the elements: how it waits and ends. It belongs to the node that produces.
///
/// A look from here notes nothing: elements may be written by a task of the node's, with its ``MailboxWriter``.
@usableFromInline
package protocol ProducerSide: MailboxSide {}

/// The end of an edge that a node produces into, whatever travels.
@usableFromInline
package struct ProducerEnd: ProducerSide {
    @usableFromInline package let mailbox: AnyMailbox

    @inlinable
    package init(_ mailbox: AnyMailbox) { self.mailbox = mailbox }
}

extension ProducerSide {
    // MARK: - What the consumer says

    /// Whether the consumer wants no more.
    @inlinable
    package var isCancelled: Bool { mailbox.isCancelled }

    /// Whether it wants no more or is about to say so: whatever comes now is for nobody.
    @inlinable
    package var isUnwanted: Bool {
        mailbox.interest.load(ordering: .sequentiallyConsistent) != AnyMailbox.Interest.open
    }

    /// Why; nil before ``isCancelled``.
    @inlinable
    package var cancellationCause: CancellationCause? { mailbox.cancellationCause }

    /// Whether the consumer waits for an element.
    @inlinable
    package var isConsumerWaiting: Bool { mailbox.isConsumerWaiting }

    /// Whether there is no place for one more element.
    @inlinable
    package var isFull: Bool { mailbox.isFull }

    // MARK: - Waiting

    /// Announces that the producer waits for room; false means that there is some, or nobody wants more, after all.
    @inlinable
    package func restForRoom() -> Bool { mailbox.restForRoom() }

    /// Announces that the producer waits until the consumer waits; false means that it does already, or never will.
    @inlinable
    package func restForDemand() -> Bool { mailbox.restForDemand() }

    @inlinable
    package func wakeConsumer(_ worker: WorkerHandle?) {
        if mailbox.isConsumerWaiting { mailbox.notifyConsumer(worker) }
    }

    // MARK: - Ending

    /// Whether the stream of elements has ended.
    @inlinable
    package var hasEnded: Bool { mailbox.end.load(ordering: .relaxed) != 0 }

    /// How it has ended.
    @inlinable
    package var ending: Ending? { mailbox.endingAhead }

    /// Ends the stream of elements; the first ending stays.
    @inlinable
    package func close(_ ending: Ending, _ worker: WorkerHandle?) { mailbox.close(ending, worker) }

    /// Counts an element that the producer offered after it saw that the consumer had cancelled.
    @inlinable
    package func countDiscarded() { mailbox.countDiscarded() }
}

/// What the producer's side does, written once for every type of element; nobody else calls it.
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
