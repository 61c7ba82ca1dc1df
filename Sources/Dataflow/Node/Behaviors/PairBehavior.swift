/// Decides how two inputs, whose types may differ, become one output; a value that belongs to one run.
///
/// The node completes when both inputs have completed. It fails with the first failure of an input, after what the
/// behavior still gives, and cancels the other. It tells the behavior of an end as soon as the input has no more
/// elements, also when the behavior has chosen the other one.
public protocol PairBehavior<Left, Right, Output>: ExpandingBehavior {
    associatedtype Left: Sendable
    associatedtype Right: Sendable
    associatedtype Output

    /// Whether the behavior always answers at once. Then the node handles a batch of elements without a look at whether
    /// something more urgent has come, which costs less. False unless a behavior says so.
    static var isPrompt: Bool { get }

    /// The inputs that never wait for downstream: the node takes their elements also when there is no room, and while
    /// the behavior has more to emit. For them the behavior must not answer ``Emission/emit(_:)`` or
    /// ``Emission/emitLast(_:)``, or the node fails with ``EmissionWithoutRoom``: it answers ``Emission/several``, and
    /// gives its element in `next()`. None unless a behavior says so.
    static var unhurried: PairSides { get }

    /// Whether a newer element makes an older one worthless. Then the node calls `next()` only when downstream waits for
    /// an element, once each time, and mailboxes below hold one element unless the graph says otherwise. False unless a
    /// behavior says so.
    static var isFresh: Bool { get }

    /// The input to take from next. If it has ended, and the other has not, the node fails with ``InvalidInputChoice``.
    var choice: PairChoice { get }

    /// How many elements it has dropped since it was made; the node counts them in its ledger.
    var droppedCount: Int { get }

    /// How many elements it holds back; those that a cancelled run finds here are counted as discarded.
    var heldCount: Int { get }

    /// Called for each element of the left input.
    mutating func receive(left element: Left) throws -> Emission<Output>

    /// Called for each element of the right input.
    mutating func receive(right element: Right) throws -> Emission<Output>

    /// Called once, after the last element of the left input.
    mutating func leftFinished() throws -> Emission<Output>

    /// Called once, after the last element of the right input.
    mutating func rightFinished() throws -> Emission<Output>

    /// Called once, after the last element of an input that has failed. What it emits goes out first, then the failure,
    /// whatever the answer is.
    mutating func inputFailed(_ error: any Error) throws -> Emission<Output>
}

extension PairBehavior {
    /// The node looks after each element.
    @inlinable
    public static var isPrompt: Bool { false }

    /// Both inputs wait when downstream has no room.
    @inlinable
    public static var unhurried: PairSides { [] }

    /// Every element is worth the same.
    @inlinable
    public static var isFresh: Bool { false }

    /// None.
    @inlinable
    public var droppedCount: Int { 0 }

    /// None.
    @inlinable
    public var heldCount: Int { 0 }

    /// Emits nothing when the left input ends.
    @inlinable
    public mutating func leftFinished() throws -> Emission<Output> { .nothing }

    /// Emits nothing when the right input ends.
    @inlinable
    public mutating func rightFinished() throws -> Emission<Output> { .nothing }

    /// Emits nothing before a failure.
    @inlinable
    public mutating func inputFailed(_ error: any Error) throws -> Emission<Output> { .nothing }
}

/// Thrown when a pair's behavior emits at once for an input whose elements it takes without room.
public struct EmissionWithoutRoom: Error, CustomStringConvertible {
    @usableFromInline
    init() {}

    public var description: String {
        "a behavior emitted for an input that is unhurried; answer .several, and give the element in next()."
    }
}
