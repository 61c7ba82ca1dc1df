import Synchronization

/// A bounded edge for any type of element: counters, waiting flags and both endings. This file has what anybody may
/// read; the two sides that change it are ``ProducerSide`` and ``ConsumerSide``.
///
/// Only the producer increases `accepted`, only the consumer `removed`. Their difference is what the mailbox holds, so
/// no edge needs a separate count. Each side sets its flag to announce that it waits, and then looks once more; the
/// other side moves its counter, and then reads the flag. So at least one of them sees the other.
@usableFromInline
@safe package class AnyMailbox: @unchecked Sendable {
    // SAFETY: the producer writes `failure` before it stores `end`; the consumer writes `cause` before it stores that
    // it has cancelled. Both are read after those stores. `firstFeed` and `nextInput` are written before the run starts;
    // the part of the run that owns this mailbox owns those too.
    //
    // The producer's fields come first, the consumer's last. The fields written once stand between them and fill a
    // cache line: 128 bytes on Apple silicon, wherever the object begins.
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
    /// False while the gate is closed: the input's turn has not come, and the producer gets no room.
    let gate = Atomic<Bool>(true)
    let discarded = Atomic<Int>(0)

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The first input of the producing node, if that has no other output.
    final var feed: AnyMailbox? {
        get { unsafe firstFeed }
        set { unsafe firstFeed = newValue }
    }

    /// The next input of the consuming node.
    final var sibling: AnyMailbox? {
        get { unsafe nextInput }
        set { unsafe nextInput = newValue }
    }

    /// Sets whom to wake at both ends; called before the run starts.
    func join(producer: Waker, consumer: Waker) {
        wakers.join(producer: producer, consumer: consumer)
    }

    func destroy(from position: Int, count: Int) {
        preconditionFailure("a mailbox without elements")
    }

    // MARK: - For nodes that pass on any element

    /// Moves one element, which must be there, to a mailbox of the same element type, which must have room.
    func passOne(to next: AnyMailbox, _ worker: WorkerHandle?) {
        preconditionFailure("a mailbox without elements")
    }

    /// The first element, which must be there, as text.
    func describeFirst() -> String {
        preconditionFailure("a mailbox without elements")
    }
}

extension AnyMailbox {
    /// What the consumer has announced about later elements; the value only grows.
    @usableFromInline
    enum Interest {
        @inlinable static var open: UInt8 { 0 }
        /// The consumer will soon cancel: nobody wants its output.
        @inlinable static var doomed: UInt8 { 1 }
        @inlinable static var cancelled: UInt8 { 2 }
    }

    /// How the producer has ended.
    @usableFromInline
    enum EndCode {
        @inlinable static var none: UInt8 { 0 }
        @inlinable static var finished: UInt8 { 1 }
        @inlinable static var failed: UInt8 { 2 }
        @inlinable static var cancelled: UInt8 { 3 }
    }

    /// Holds a failure outside of the mailbox and so keeps that small; few failures pass through one.
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

    /// Why the consumer wants no more; nil until ``isCancelled``.
    @usableFromInline
    package var cancellationCause: CancellationCause? { isCancelled ? cause : nil }

    /// Whether the producer has ended; elements may still come before the end.
    @inlinable
    var hasEnding: Bool { end.load(ordering: .sequentiallyConsistent) != EndCode.none }

    /// How the producer ended, even when elements come before the end.
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
