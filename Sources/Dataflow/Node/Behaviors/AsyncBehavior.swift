/// Decides what an operator does whose work awaits; a value, one for each element that may be worked on at once.
///
/// With a concurrency of 1 the one behavior sees every element in order and may keep state between them.
public protocol AsyncBehavior<Input, Output>: SendableMetatype {
    associatedtype Input: Sendable
    associatedtype Output: Sendable

    /// Called for each element; who has several to give emits a sequence, and a `flatMap` behind it.
    nonisolated(nonsending) mutating func receive(_ element: Input) async throws -> SingleEmission<Output>

    /// Called once, after the last element was handled; never after a failure or a cancellation.
    nonisolated(nonsending) mutating func finish() async throws -> SingleEmission<Output>
}

extension AsyncBehavior {
    /// Nothing comes out at the end.
    @inlinable
    public nonisolated(nonsending) mutating func finish() async throws -> SingleEmission<Output> { .nothing }
}
