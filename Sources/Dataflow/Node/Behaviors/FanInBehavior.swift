/// Decides how many inputs of one type become one output; a value that belongs to one run.
///
/// The node completes when every input has completed. It fails with the first failure of an input and cancels the
/// others.
public protocol FanInBehavior<Input, Output>: ExpandingBehavior {
    associatedtype Input: Sendable
    associatedtype Output

    /// Whether `receive` always answers at once. Then the node handles a batch of elements without a look at whether
    /// something more urgent has come, which costs less. False unless a behavior says so.
    static var isPrompt: Bool { get }

    /// Called once, before the first element.
    mutating func start(inputs: Int)

    /// The input to take from next. The input must not have ended; otherwise the node fails with
    /// ``InvalidInputChoice``.
    var choice: InputChoice { get }

    /// Called for each element, with the input that it came from.
    mutating func receive(_ element: Input, from input: Int) throws -> Emission<Output>

    /// Called once for each input, after its last element.
    mutating func inputFinished(_ input: Int) throws -> Emission<Output>
}

extension FanInBehavior {
    /// The node looks after each element.
    @inlinable
    public static var isPrompt: Bool { false }

    /// Ignores the number of inputs.
    @inlinable
    public mutating func start(inputs: Int) {}

    /// Emits nothing when an input ends.
    @inlinable
    public mutating func inputFinished(_ input: Int) throws -> Emission<Output> { .nothing }
}
