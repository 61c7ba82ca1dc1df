import Synchronization

/// The part of a bounded edge that does not depend on what travels: counters, waiting flags and both endings.
///
/// `accepted` only grows by the producer, `removed` only by the consumer; their difference is what the mailbox holds,
/// and so every edge counts its elements without counting. Each side announces that it waits in a flag before it looks
/// one last time, and the other side looks at the flag after it moved its counter: one of them sees the other.
@usableFromInline
package class AnyMailbox: @unchecked Sendable {
    // SAFETY: `failure` is written by the producer before it stores `end`, `cause` by the consumer before it stores that it
    // has cancelled; both are read after that. `feed` and `sibling` are written before the run starts.
    //
    // What the producer writes stands in front, what the consumer writes at the end, and between them a cache line of what
    // is written once: 128 bytes on Apple silicon, wherever the object begins.
    @usableFromInline let accepted = Atomic<Int>(0)
    /// The producer's last look at `removed`.
    @usableFromInline let removedSeen = Atomic<Int>(0)
    @usableFromInline let producerWaits = Atomic<Bool>(false)
    @usableFromInline let end = Atomic<UInt8>(0)

    @usableFromInline package let capacity: Int
    private let ends = MailboxEnds()
    private var failure: Failure?
    private var cause: CancellationCause = .finished
    /// The first input of the node that produces, if it has no other output; owned by the part of the run, like this.
    var feed: Unmanaged<AnyMailbox>?
    /// The next input of the node that consumes.
    var sibling: Unmanaged<AnyMailbox>?
    private let spacer = (0, 0, 0, 0, 0, 0, 0)

    @usableFromInline let removed = Atomic<Int>(0)
    /// The consumer's last look at `accepted`.
    @usableFromInline let acceptedSeen = Atomic<Int>(0)
    @usableFromInline let consumerWaits = Atomic<Bool>(false)
    @usableFromInline let interest = Atomic<UInt8>(Interest.open)
    /// A closed gate gives no credit: the mailbox of an input whose turn has not come.
    let gate = Atomic<Bool>(true)
    let discarded = Atomic<Int>(0)

    /// What the consumer has said about elements to come; it only grows.
    @usableFromInline
    enum Interest {
        @inlinable static var open: UInt8 { 0 }
        /// It is about to cancel: what comes out of it is wanted by nobody.
        @inlinable static var doomed: UInt8 { 1 }
        @inlinable static var cancelled: UInt8 { 2 }
    }

    /// Keeps the mailbox small, which few failures pass.
    private final class Failure {
        let failure: NodeFailure

        init(_ failure: NodeFailure) {
            self.failure = failure
        }
    }

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Says whom to wake at both ends; before the run starts.
    func join(producer: Door, consumer: Door) {
        ends.join(producer: producer, consumer: consumer)
    }

    // MARK: - The producer's side

    /// How many elements fit now; looks at the consumer's counter only when the last look gave none.
    @inlinable
    package func room() -> Int {
        let sent = accepted.load(ordering: .relaxed)
        let known = capacity &- (sent &- removedSeen.load(ordering: .relaxed))
        return known > 0 ? known : refreshRoom(sent)
    }

    @usableFromInline
    func refreshRoom(_ sent: Int) -> Int {
        let seen = removed.load(ordering: .sequentiallyConsistent)
        guard gate.load(ordering: .sequentiallyConsistent) else { return 0 }
        removedSeen.store(seen, ordering: .relaxed)
        return capacity &- (sent &- seen)
    }

    /// Makes `count` more elements visible and wakes a consumer that waits for them.
    @inlinable
    package func publish(_ count: Int, _ worker: Worker?) {
        show(count)
        wakeConsumer(worker)
    }

    /// Makes `count` more elements visible; ``wakeConsumer(_:)`` must follow.
    @inlinable
    func show(_ count: Int) {
        let sent = accepted.load(ordering: .relaxed) &+ count
        accepted.store(sent, ordering: .sequentiallyConsistent)
    }

    /// Announces that the producer waits for room; false means that there is some, or nobody wants more, after all.
    ///
    /// It looks without noting what it saw: that is for whoever writes, which may be a task and not the node.
    @usableFromInline
    package func restForRoom() -> Bool {
        producerWaits.store(true, ordering: .sequentiallyConsistent)
        let held = accepted.load(ordering: .relaxed) &- removed.load(ordering: .sequentiallyConsistent)
        if !isCancelled, held >= capacity || !gate.load(ordering: .sequentiallyConsistent) { return true }
        producerWaits.store(false, ordering: .relaxed)
        return false
    }

    /// Announces that the producer waits until the consumer waits; false means that it does already, or never will.
    @usableFromInline
    package func restForDemand() -> Bool {
        producerWaits.store(true, ordering: .sequentiallyConsistent)
        if !isCancelled, !consumerWaits.load(ordering: .sequentiallyConsistent) { return true }
        producerWaits.store(false, ordering: .relaxed)
        return false
    }

    /// Ends the stream of elements; the first ending stays.
    @usableFromInline
    func close(_ ending: Ending, _ worker: Worker?) {
        guard end.load(ordering: .relaxed) == 0 else { return }
        ends.tellConsumer(worker) {
            switch ending {
            case .finished: end.store(1, ordering: .sequentiallyConsistent)
            case .cancelled: end.store(3, ordering: .sequentiallyConsistent)
            case .failed(let failure):
                self.failure = Failure(failure)
                end.store(2, ordering: .sequentiallyConsistent)
            }
            if isCancelled { reap() }
            consumerWaits.store(false, ordering: .relaxed)
        }
    }

    /// Whether the consumer wants no more.
    @inlinable
    package var isCancelled: Bool { interest.load(ordering: .sequentiallyConsistent) == Interest.cancelled }

    /// Whether it wants no more or is about to say so: whatever comes now is for nobody.
    @inlinable
    package var isUnwanted: Bool { interest.load(ordering: .sequentiallyConsistent) != Interest.open }

    /// Why; nil before ``isCancelled``.
    @usableFromInline
    package var cancellationCause: CancellationCause? { isCancelled ? cause : nil }

    // MARK: - The consumer's side

    /// How many elements are there; looks at the producer's counter only when the last look gave none.
    @inlinable
    package func available() -> Int {
        let taken = removed.load(ordering: .relaxed)
        let known = acceptedSeen.load(ordering: .relaxed) &- taken
        return known > 0 ? known : refreshAvailable(taken)
    }

    @usableFromInline
    func refreshAvailable(_ taken: Int) -> Int {
        let seen = accepted.load(ordering: .sequentiallyConsistent)
        acceptedSeen.store(seen, ordering: .relaxed)
        return seen &- taken
    }

    /// Gives `count` places back and wakes a producer that waits, once half of the mailbox is free.
    @inlinable
    package func release(_ count: Int, _ worker: Worker?) {
        giveBack(count)
        if producerWaits.load(ordering: .sequentiallyConsistent) { releaseHalf(worker) }
    }

    /// Gives `count` places back; ``releaseHalf(_:)`` or ``releaseAll(_:)`` must follow.
    @inlinable
    package func giveBack(_ count: Int) {
        let taken = removed.load(ordering: .relaxed) &+ count
        removed.store(taken, ordering: .sequentiallyConsistent)
    }

    /// Wakes a producer that waits, once half of the mailbox is free.
    @usableFromInline
    package func releaseHalf(_ worker: Worker?) {
        guard producerWaits.load(ordering: .sequentiallyConsistent) else { return }
        if capacity &- count >= (capacity &+ 1) / 2 { wakeProducer(worker) }
    }

    /// Wakes a producer that waits although less than half is free: the consumer is about to wait for something else.
    @usableFromInline
    package func releaseAll(_ worker: Worker?) {
        guard producerWaits.load(ordering: .sequentiallyConsistent) else { return }
        if count < capacity { wakeProducer(worker) }
    }

    /// Announces that the consumer waits for an element; false means that there is one, or the end, after all.
    ///
    /// It looks without noting what it saw: that is for whoever reads, which may be a task and not the node.
    @usableFromInline
    package func restForElements(_ worker: Worker?) -> Bool {
        consumerWaits.store(true, ordering: .sequentiallyConsistent)
        let isEmpty = accepted.load(ordering: .sequentiallyConsistent) == removed.load(ordering: .relaxed)
        if isEmpty, end.load(ordering: .sequentiallyConsistent) == 0 {
            // A producer that waits at an empty mailbox waits for just this: that someone wants an element.
            if producerWaits.load(ordering: .sequentiallyConsistent) { wakeProducer(worker) }
            return true
        }
        consumerWaits.store(false, ordering: .relaxed)
        return false
    }

    /// Whether the producer has ended; elements may still come before the end.
    @inlinable
    package var hasEnding: Bool { end.load(ordering: .sequentiallyConsistent) != 0 }

    /// The end, once the last element was taken.
    @usableFromInline
    package var ending: Ending? {
        let code = end.load(ordering: .sequentiallyConsistent)
        guard code != 0, refreshAvailable(removed.load(ordering: .relaxed)) == 0 else { return nil }
        return endingNow(code)
    }

    /// The end, even when elements come before it.
    var endingAhead: Ending? { endingNow(end.load(ordering: .sequentiallyConsistent)) }

    private func endingNow(_ code: UInt8) -> Ending? {
        switch code {
        case 0: nil
        case 1: .finished
        case 2: .failed(failure!.failure)
        default: .cancelled
        }
    }

    /// Tells the producer that nothing more is wanted and discards what is held. The first cause stays.
    ///
    /// What the producer still sends until it sees this, it discards itself when it closes.
    @usableFromInline
    func cancel(_ cause: CancellationCause, _ worker: Worker?) {
        guard !isCancelled else { return }
        reap()
        guard end.load(ordering: .sequentiallyConsistent) == 0 else { return }
        self.cause = cause
        interest.store(Interest.cancelled, ordering: .sequentiallyConsistent)
        producerWaits.store(false, ordering: .relaxed)
        doomFeeds()
        ends.cancelProducer(worker)
    }

    /// Discards and counts what is held.
    ///
    /// The consumer may call it until it has cancelled, the producer after it saw that, the run after both have ended.
    @usableFromInline
    func reap() {
        let taken = removed.load(ordering: .relaxed)
        let held = accepted.load(ordering: .sequentiallyConsistent) &- taken
        guard held > 0 else { return }
        destroy(from: taken, count: held)
        removed.store(taken &+ held, ordering: .sequentiallyConsistent)
        acceptedSeen.store(taken &+ held, ordering: .relaxed)
        discarded.add(held, ordering: .relaxed)
    }

    func destroy(from position: Int, count: Int) {
        preconditionFailure("a mailbox without elements")
    }

    // MARK: - For nodes that pass on whatever it is

    /// Moves one element that is there on to a mailbox of the same kind that has room.
    package func passOne(to next: AnyMailbox, _ worker: Worker?) {
        preconditionFailure("a mailbox without elements")
    }

    /// The first element, which is there, as text.
    package func describeFirst() -> String {
        preconditionFailure("a mailbox without elements")
    }

    // MARK: - Waking

    @inlinable
    func wakeConsumer(_ worker: Worker?) {
        if consumerWaits.load(ordering: .sequentiallyConsistent) { knockConsumer(worker) }
    }

    @usableFromInline
    func knockConsumer(_ worker: Worker?) {
        if consumerWaits.exchange(false, ordering: .sequentiallyConsistent) { ends.knockConsumer(worker) }
    }

    func wakeProducer(_ worker: Worker?) {
        if producerWaits.exchange(false, ordering: .sequentiallyConsistent) { ends.knockProducer(worker) }
    }
}
