/// Decides what an operator does that takes elements in while downstream is busy, and hands over what it holds when
/// downstream asks; a value that belongs to one run.
///
/// What it will give stays its own until then, so a newer element can still replace it, join it, or be dropped. The node
/// does all the waiting, and asks again after each call what the properties say. Time is as in ``TimedBehavior``.
public protocol HoldingBehavior<Input, Output>: SendableMetatype {
    associatedtype Input: Sendable
    associatedtype Output: Sendable

    /// Whether the node hands something over only when downstream waits for it, and not already when there is room in
    /// the mailbox, where it would grow old. True unless a behavior says otherwise.
    static var awaitsDemand: Bool { get }

    /// Whether the node reads the clock. With false, which is less work, every `now` is zero and ``deadline`` must be nil.
    /// True unless a behavior says otherwise.
    static var needsTime: Bool { get }

    /// Whether the node may take another element now. One that loses elements always may.
    var isAccepting: Bool { get }

    /// Whether there is something to hand over now.
    var isReady: Bool { get }

    /// The moment at which the node must call `fire(now:)`, or nil. It may move with every element, which costs nothing.
    /// What is due at once needs no deadline: it is ready.
    var deadline: Duration? { get }

    /// How many elements it holds. When the input has ended, the node ends once there are none; elements that a
    /// cancelled run finds here are counted as discarded.
    var heldCount: Int { get }

    /// How many elements it has dropped since it was made; the node counts them in its ledger.
    var droppedCount: Int { get }

    /// The behavior's own failure: it takes in no more, hands over what it holds, and then the node fails.
    var failure: (any Error)? { get }

    /// Called for each element, in order, while ``isAccepting``, whether downstream is busy or not.
    mutating func receive(_ element: Input, now: Duration) throws

    /// Called once ``deadline`` has come, before elements that come in the same moment. It must set the deadline to nil
    /// or to a later moment; a behavior that does not 65,536 times in a row fails its node with ``StuckDeadline``.
    mutating func fire(now: Duration) throws

    /// Called when it ``isReady`` and downstream asks; gives what leaves next.
    mutating func handOver(now: Duration) throws -> Output?

    /// Called once after the last element: what is held can go out now, or at a deadline. Then the node completes, or
    /// fails with the failure of its input.
    ///
    /// - Parameter failure: the failure of the input; nil when it has completed.
    mutating func inputEnded(_ failure: (any Error)?, now: Duration) throws
}

extension HoldingBehavior {
    /// Only when downstream waits.
    @inlinable public static var awaitsDemand: Bool { true }

    /// The node reads the clock.
    @inlinable public static var needsTime: Bool { true }

    /// Always.
    @inlinable public var isAccepting: Bool { true }

    /// None.
    @inlinable public var deadline: Duration? { nil }

    /// None.
    @inlinable public var droppedCount: Int { 0 }

    /// None.
    @inlinable public var failure: (any Error)? { nil }

    /// Does nothing.
    @inlinable
    public mutating func fire(now: Duration) throws {}

    /// Changes nothing: what is held goes out as before.
    @inlinable
    public mutating func inputEnded(_ failure: (any Error)?, now: Duration) throws {}
}
