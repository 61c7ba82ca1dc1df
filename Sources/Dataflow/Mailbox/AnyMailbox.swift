import Synchronization

/// A bounded edge, whatever travels on it: counters, waiting flags and both endings. Here stands what may be looked at by
/// anybody; what changes it stands with its two sides, ``ProducerSide`` and ``ConsumerSide``.
///
/// `accepted` only grows by the producer, `removed` only by the consumer; their difference is what the mailbox holds,
/// and so every edge counts its elements without counting. Each side announces that it waits in a flag before it looks
/// one last time, and the other side looks at the flag after it moved its counter: one of them sees the other.
@usableFromInline
@safe package class AnyMailbox: @unchecked Sendable {
    // SAFETY: `failure` is written by the producer before it stores `end`, `cause` by the consumer before it stores that it
    // has cancelled; both are read after that. `firstFeed` and `nextInput` are written before the run starts; the part of
    // the run that owns this mailbox owns those too.
    //
    // What the producer writes stands in front, what the consumer writes at the end, and between them a cache line of what
    // is written once: 128 bytes on Apple silicon, wherever the object begins.
    @usableFromInline let accepted = Atomic<Int>(0)
    /// The producer's last look at `removed`.
    @usableFromInline let removedSeen = Atomic<Int>(0)
    @usableFromInline let producerWaits = Atomic<Bool>(false)
    @usableFromInline let end = Atomic<UInt8>(EndCode.none)

    @usableFromInline package let capacity: Int
    let wakers = MailboxWakers()
    var failure: HeldFailure?
    var cause: CancellationCause = .finished
    private unowned(unsafe) var firstFeed: AnyMailbox?
    private unowned(unsafe) var nextInput: AnyMailbox?
    private let spacer = (0, 0, 0, 0, 0, 0, 0)

    @usableFromInline let removed = Atomic<Int>(0)
    /// The consumer's last look at `accepted`.
    @usableFromInline let acceptedSeen = Atomic<Int>(0)
    @usableFromInline let consumerWaits = Atomic<Bool>(false)
    @usableFromInline let interest = Atomic<UInt8>(Interest.open)
    /// A closed gate gives no credit: the mailbox of an input whose turn has not come.
    let gate = Atomic<Bool>(true)
    let discarded = Atomic<Int>(0)

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The first input of the node that produces, if it has no other output.
    final var feed: AnyMailbox? {
        get { unsafe firstFeed }
        set { unsafe firstFeed = newValue }
    }

    /// The next input of the node that consumes.
    final var sibling: AnyMailbox? {
        get { unsafe nextInput }
        set { unsafe nextInput = newValue }
    }

    /// Says whom to wake at both ends; before the run starts.
    func join(producer: Waker, consumer: Waker) {
        wakers.join(producer: producer, consumer: consumer)
    }

    func destroy(from position: Int, count: Int) {
        preconditionFailure("a mailbox without elements")
    }

    // MARK: - For nodes that pass on whatever it is

    /// Moves one element that is there on to a mailbox of the same kind that has room.
    func passOne(to next: AnyMailbox, _ worker: WorkerHandle?) {
        preconditionFailure("a mailbox without elements")
    }

    /// The first element, which is there, as text.
    func describeFirst() -> String {
        preconditionFailure("a mailbox without elements")
    }
}

extension AnyMailbox {
    /// What the consumer has said about elements to come; it only grows.
    @usableFromInline
    enum Interest {
        @inlinable static var open: UInt8 { 0 }
        /// It is about to cancel: what comes out of it is wanted by nobody.
        @inlinable static var doomed: UInt8 { 1 }
        @inlinable static var cancelled: UInt8 { 2 }
    }

    /// How the producer has ended.
    enum EndCode {
        static let none: UInt8 = 0
        static let finished: UInt8 = 1
        static let failed: UInt8 = 2
        static let cancelled: UInt8 = 3
    }

    /// Keeps the mailbox small, which few failures pass.
    final class HeldFailure {
        let failure: NodeFailure

        init(_ failure: NodeFailure) {
            self.failure = failure
        }
    }

    /// Wakes a producer that waits.
    func wakeProducer(_ worker: WorkerHandle?) {
        if producerWaits.exchange(false, ordering: .sequentiallyConsistent) { wakers.notifyProducer(worker) }
    }

    // MARK: - Both endings

    /// Whether the consumer wants no more.
    @inlinable
    package var isCancelled: Bool { interest.load(ordering: .sequentiallyConsistent) == Interest.cancelled }

    /// Why; nil before ``isCancelled``.
    @usableFromInline
    package var cancellationCause: CancellationCause? { isCancelled ? cause : nil }

    /// The producer's end, even when elements come before it.
    @usableFromInline
    package var endingAhead: Ending? {
        switch end.load(ordering: .sequentiallyConsistent) {
        case EndCode.none: nil
        case EndCode.finished: .finished
        case EndCode.failed: .failed(failure!.failure)
        default: .cancelled
        }
    }
}
