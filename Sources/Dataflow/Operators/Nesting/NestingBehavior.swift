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

    /// Whether the node takes elements only while there is a place; otherwise it takes them at any time, and of those that
    /// wait for a place it keeps the newest.
    var waitsForPlace: Bool { get }

    /// Whether the failure of a flow is one of the operator's own closure: then ``Flow/onFailure(_:fileID:line:)`` says
    /// what becomes of it. It must not change during a run.
    var ownsFailures: Bool { get }

    /// Called for each element, in order.
    ///
    /// - Parameter living: how many flows live that are not cancelled, with one that waits for its place.
    mutating func receive(_ element: Input, living: Int) throws -> NestingAnswer

    /// Makes the flow of an element, when there is a place for it. Whenever it starts, all operators in it start anew.
    mutating func flow(for element: Input) throws -> Flow<Output>
}

extension NestingBehavior {
    /// The node takes an element only while there is a place.
    @inlinable
    public var waitsForPlace: Bool { true }

    /// The failure of a flow is its own.
    @inlinable
    public var ownsFailures: Bool { false }
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
}
