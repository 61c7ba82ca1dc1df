/// Decides which flows an operator starts for its elements; a value that belongs to one run.
///
/// The node around it starts the flows, each as a part of the run, lets their elements through as they come, takes turns
/// among those that have some, and frees each flow when its last node has ended. The operator completes when its input and
/// every flow have completed. It fails with the first failure of the input or of a flow, and cancels the others; it ends
/// when the last of them has.
public protocol NestingBehavior<Input, Output>: SendableMetatype {
    associatedtype Input: Sendable
    associatedtype Output: Sendable

    /// The most flows that may live at once, from 1 to 65,536; one that was cancelled lives until its last node has ended.
    /// It must not change during a run.
    var places: Int { get }

    /// When the node takes an element. It must not change during a run.
    var intake: NestingIntake { get }

    /// Whether the failure of a flow is one of the operator's own closure: then ``Flow/onFailure(_:fileID:line:)`` says
    /// what becomes of it. It must not change during a run.
    var ownsFailures: Bool { get }

    /// Called for each element, in order; again after ``NestingAnswer/wait`` and ``NestingAnswer/close(_:)``, and when the
    /// group that was to be fed wants no more.
    ///
    /// - Parameters:
    ///   - living: how many flows live that are not cancelled, with one that waits for its place.
    ///   - now: the time since the operator began; zero unless ``usesTime``.
    mutating func receive(_ element: Input, living: Int, now: Duration) throws -> NestingAnswer

    /// Makes the flow of an element, when there is a place for it. Whenever it starts, all operators in it start anew.
    mutating func flow(for element: Input) throws -> Flow<Output>

    // MARK: - Groups

    /// Makes the flow of a group, when there is a place for it; `elements` gives what the group is fed, this element first.
    ///
    /// - Parameter group: the number by which the node and the behavior call the group until it has ended.
    mutating func flow(for element: Input, group: Int, _ elements: Flow<Input>, now: Duration) throws -> Flow<Output>

    /// Called when a group's flow wants no more of its elements, although it was not closed.
    mutating func groupLeft(_ group: Int)

    /// Called when the last node of a group has ended; its number may be given to another.
    mutating func groupEnded(_ group: Int)

    /// Whether the behavior ever has a deadline. It must not change during a run.
    var usesTime: Bool { get }

    /// The moment at which the node must call `expire(now:)`, or nil. It may move with every element, which costs nothing.
    var deadline: Duration? { get }

    /// Called once ``deadline`` has come, until it gives nil: a group to close. The deadline must then lie ahead.
    mutating func expire(now: Duration) -> Int?
}

extension NestingBehavior {
    /// The node takes an element only while there is a place.
    @inlinable
    public var intake: NestingIntake { .places }

    /// The failure of a flow is its own.
    @inlinable
    public var ownsFailures: Bool { false }

    /// A behavior without groups is asked for none.
    @inlinable
    public mutating func flow(
        for element: Input, group: Int, _ elements: Flow<Input>, now: Duration
    ) throws -> Flow<Output> { try flow(for: element) }

    /// Takes no notice.
    @inlinable
    public mutating func groupLeft(_ group: Int) {}

    /// Takes no notice.
    @inlinable
    public mutating func groupEnded(_ group: Int) {}

    /// Has no deadline.
    @inlinable
    public var usesTime: Bool { false }

    /// Waits for no moment.
    @inlinable
    public var deadline: Duration? { nil }

    /// Closes no group.
    @inlinable
    public mutating func expire(now: Duration) -> Int? { nil }
}

/// When a ``NestingBehavior``'s node takes an element.
public enum NestingIntake: Sendable, Equatable {
    /// While there is a place for its flow.
    case places
    /// At any time. Of the elements that wait for a place the node keeps the newest; the others are dropped and counted.
    case newest
    /// At any time, one after the other: an element that waits holds up those behind it.
    case each
}

/// What an operator with flows of its own does with an element.
public enum NestingAnswer: Sendable, Equatable {
    /// Start the element's flow, beside those that live.
    case start
    /// Cancel the flows that live: what they have yet to emit is discarded. Start the element's flow; what it emits waits
    /// until those have ended.
    case replace
    /// Drop the element and count it.
    case drop
    /// Open a group, whose flow gets this element and those that it is fed later.
    case open
    /// Feed the element to this group; if its mailbox is full, wait until there is room.
    case feed(Int)
    /// Close this group: it completes behind the elements that it was fed. Ask again when a flow has ended.
    case close(Int)
    /// Ask again when a flow has ended.
    case wait
}
