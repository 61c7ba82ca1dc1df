/// A ``TransformBehavior`` that also waits for moments in time; a value that belongs to one run.
///
/// Time is a duration since the operator began, on its clock: with the run, with what `retry` or `catch` has started, or in a
/// later flow of a `concat` when its turn has come. It does not begin late because the operator's first step comes late.
public protocol TimedBehavior<Input, Output>: ExpandingBehavior {
    associatedtype Input: Sendable
    associatedtype Output

    /// Whether the node may take another element now.
    var isAccepting: Bool { get }

    /// The moment at which `fire(now:)` must be called, or nil; may move with every element, which costs nothing.
    var deadline: Duration? { get }

    /// Called for each element, in order, while ``isAccepting``.
    mutating func receive(_ element: Input, now: Duration) throws -> Emission<Output>

    /// Called once ``deadline`` has come and there is room; must emit, or move the deadline on, or set it to nil.
    ///
    /// A behavior that does none of that 65,536 times in a row fails its node with ``StuckDeadline``.
    mutating func fire(now: Duration) throws -> Emission<Output>

    /// Called once after the last element; the node completes when there is no ``deadline`` left.
    mutating func finish(now: Duration) throws -> Emission<Output>
}

extension TimedBehavior {
    /// Nothing comes out at the end.
    public mutating func finish(now: Duration) throws -> Emission<Output> { .nothing }
}
