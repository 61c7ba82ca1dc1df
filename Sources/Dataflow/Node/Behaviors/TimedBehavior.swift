/// A ``TransformBehavior`` that also waits for moments in time; a value that belongs to one run.
///
/// Time is the duration on the operator's clock since the operator began. An operator begins with the run, with the
/// part that `retry` or `catch` has started, or, in a later flow of a `concat`, when its turn has come. It does not
/// begin late when its first step comes late.
public protocol TimedBehavior<Input, Output>: ExpandingBehavior {
    associatedtype Input: Sendable
    associatedtype Output

    /// Whether the node may take another element now.
    var isAccepting: Bool { get }

    /// The moment at which the node must call `fire(now:)`, or nil. It may move with every element, which costs
    /// nothing.
    var deadline: Duration? { get }

    /// Called for each element, in order, while ``isAccepting``.
    mutating func receive(_ element: Input, now: Duration) throws -> Emission<Output>

    /// Called once ``deadline`` has come and there is room. It must emit, or set the deadline to a later moment or to
    /// nil.
    ///
    /// A behavior that does none of these 65,536 times in a row fails its node with ``StuckDeadline``.
    mutating func fire(now: Duration) throws -> Emission<Output>

    /// Called once after the last element; the node completes when there is no ``deadline`` left.
    mutating func finish(now: Duration) throws -> Emission<Output>

    /// Called once after the last element, when the input has failed. What it emits goes out first. Then the failure
    /// does, at once, or when it has no ``heldCount`` or no ``deadline`` any more; whatever the answer is.
    mutating func inputFailed(_ error: any Error, now: Duration) throws -> Emission<Output>

    /// How many elements it holds back. A failure waits for these; elements that a cancelled run finds here are counted as
    /// discarded.
    var heldCount: Int { get }

    /// How many elements it has dropped since it was made; the node counts them in its ledger.
    var droppedCount: Int { get }
}

extension TimedBehavior {
    /// Emits nothing at the end.
    @inlinable
    public mutating func finish(now: Duration) throws -> Emission<Output> { .nothing }

    /// Emits nothing before a failure.
    @inlinable
    public mutating func inputFailed(_ error: any Error, now: Duration) throws -> Emission<Output> { .nothing }

    /// None.
    @inlinable
    public var heldCount: Int { 0 }

    /// None.
    @inlinable
    public var droppedCount: Int { 0 }
}
