/// Decides what an operator does whose work awaits. A value; the node has one for each element that it may work on at
/// once.
///
/// With a concurrency of 1, one behavior sees every element in order and may keep state between them.
public protocol AsyncBehavior<Input, Output>: SendableMetatype {
    associatedtype Input: Sendable
    associatedtype Output: Sendable

    /// Called for each element. To emit several, emit a sequence and put a `flatMap` behind the operator.
    nonisolated(nonsending) mutating func receive(_ element: Input) async throws -> SingleEmission<Output>

    /// Called once, after the last element was handled; never after a failure or a cancellation.
    nonisolated(nonsending) mutating func finish() async throws -> SingleEmission<Output>

    /// Called exactly once when the behavior is needed no more, however the operator ends; the run does not end before it
    /// has returned. Its task may have been cancelled.
    nonisolated(nonsending) mutating func close() async
}

extension AsyncBehavior {
    /// Emits nothing at the end.
    @inlinable
    public nonisolated(nonsending) mutating func finish() async throws -> SingleEmission<Output> { .nothing }

    /// Closes nothing.
    @inlinable
    public nonisolated(nonsending) mutating func close() async {}
}
