/// Decides what an operator with one input and one output does; a value that belongs to one run.
///
/// The node around it does all the waiting: it calls a method only when there is room for the output. If `receive(_:)`
/// throws for an element, the node fails, unless the flow says otherwise with ``Flow/onFailure(_:)``.
public protocol TransformBehavior<Input, Output>: ExpandingBehavior {
    associatedtype Input: Sendable
    associatedtype Output

    /// Called once, before the first element.
    mutating func start() throws -> Emission<Output>

    /// Called for each element, in order.
    mutating func receive(_ element: Input) throws -> Emission<Output>

    /// Called once, after the last element; never after a failure or a cancellation.
    mutating func finish() throws -> Emission<Output>

    /// Called once, after the last element, when the input has failed. What it emits goes out first, then the failure,
    /// whatever the answer is.
    mutating func inputFailed(_ error: any Error) throws -> Emission<Output>
}

extension TransformBehavior {
    /// Emits nothing at the start.
    @inlinable
    public mutating func start() throws -> Emission<Output> { .nothing }

    /// Emits nothing at the end.
    @inlinable
    public mutating func finish() throws -> Emission<Output> { .nothing }

    /// Emits nothing before a failure.
    @inlinable
    public mutating func inputFailed(_ error: any Error) throws -> Emission<Output> { .nothing }
}
