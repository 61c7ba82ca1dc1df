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
    @usableFromInline
    package var isFull: Bool {
        let held =
            mailbox.accepted.load(ordering: .relaxed) &- mailbox.removed.load(ordering: .sequentiallyConsistent)
        return held >= capacity || !mailbox.gate.load(ordering: .sequentiallyConsistent)
    }

    // MARK: - Waiting

    /// Announces that the producer waits for room; false means that there is some, or nobody wants more, after all.
    @usableFromInline
    package func restForRoom() -> Bool { rest { !$0.isCancelled && $0.isFull } }

    /// Announces that the producer waits until the consumer waits; false means that it does already, or never will.
    @usableFromInline
    package func restForDemand() -> Bool { rest { !$0.isCancelled && !$0.isConsumerWaiting } }

    private func rest(while mustWait: (Self) -> Bool) -> Bool {
        mailbox.producerWaits.store(true, ordering: .sequentiallyConsistent)
        if mustWait(self) { return true }
        mailbox.producerWaits.store(false, ordering: .relaxed)
        return false
    }

    @inlinable
    package func wakeConsumer(_ worker: Worker?) {
        if mailbox.isConsumerWaiting { knockConsumer(worker) }
    }

    @usableFromInline
    func knockConsumer(_ worker: Worker?) {
        if mailbox.consumerWaits.exchange(false, ordering: .sequentiallyConsistent) {
            mailbox.ends.knockConsumer(worker)
        }
    }

    // MARK: - Ending

    /// Whether the stream of elements has ended.
    @usableFromInline
    package var hasEnded: Bool { mailbox.end.load(ordering: .relaxed) != AnyMailbox.EndCode.none }

    /// How it has ended.
    @usableFromInline
    package var ending: Ending? { mailbox.endingAhead }

    /// Ends the stream of elements; the first ending stays.
    @usableFromInline
    package func close(_ ending: Ending, _ worker: Worker?) {
        guard !hasEnded else { return }
        mailbox.ends.tellConsumer(worker) {
            show(ending)
            if isCancelled { mailbox.reap() }
            mailbox.consumerWaits.store(false, ordering: .relaxed)
        }
    }

    private func show(_ ending: Ending) {
        let code: UInt8
        switch ending {
        case .finished: code = AnyMailbox.EndCode.finished
        case .cancelled: code = AnyMailbox.EndCode.cancelled
        case .failed(let failure):
            mailbox.failure = AnyMailbox.HeldFailure(failure)
            code = AnyMailbox.EndCode.failed
        }
        mailbox.end.store(code, ordering: .sequentiallyConsistent)
    }

    /// Counts an element that the producer offered after it saw that the consumer had cancelled.
    @usableFromInline
    package func countDiscarded() { mailbox.countDiscarded() }
}
