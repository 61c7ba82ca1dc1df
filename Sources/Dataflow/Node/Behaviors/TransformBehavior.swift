/// Decides what an operator with one input and one output does; a value that belongs to one run.
///
/// The node that holds it does all the waiting: it calls a method only when there is room for what may come out. An
/// element whose `receive(_:)` throws fails the node, unless the flow says otherwise with ``Flow/onFailure(_:)``.
public protocol TransformBehavior<Input, Output>: ExpandingBehavior {
    associatedtype Input: Sendable
    associatedtype Output

    /// Called once, before the first element.
    mutating func start() throws -> Emission<Output>

    /// Called for each element, in order.
    mutating func receive(_ element: Input) throws -> Emission<Output>

    /// Called once, after the last element; never after a failure or a cancellation.
    mutating func finish() throws -> Emission<Output>
}

extension TransformBehavior {
    /// Nothing comes out at the start.
    @inlinable
    public mutating func start() throws -> Emission<Output> { .nothing }

    /// Nothing comes out at the end.
    @inlinable
    public mutating func finish() throws -> Emission<Output> { .nothing }
}
