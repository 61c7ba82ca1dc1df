/// Decides how many inputs of one type become one output; a value that belongs to one run.
///
/// The node completes when every input has; it fails with the first failure of an input and cancels the others.
public protocol FanInBehavior<Input, Output>: ExpandingBehavior {
    associatedtype Input: Sendable
    associatedtype Output

    /// Called once, before the first element.
    mutating func start(inputs: Int)

    /// The input to take from next; one that has not ended, or the node fails (``InvalidInputChoice``).
    var choice: InputChoice { get }

    /// Called for each element with the input it came from.
    mutating func receive(_ element: Input, from input: Int) throws -> Emission<Output>

    /// Called once for each input, after its last element.
    mutating func inputFinished(_ input: Int) throws -> Emission<Output>
}

extension FanInBehavior {
    /// The number of inputs does not matter.
    @inlinable
    public mutating func start(inputs: Int) {}

    /// Nothing comes out when an input ends.
    @inlinable
    public mutating func inputFinished(_ input: Int) throws -> Emission<Output> { .nothing }
}
