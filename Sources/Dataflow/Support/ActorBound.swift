/// A value of any type that belongs to an actor, for closures that may be called anywhere: it is used on that actor alone.
///
/// A body does not begin once its task was cancelled, also if it was queued on the actor before.
struct ActorBound<Value>: @unchecked Sendable {
    // SAFETY: the value comes from a function that is isolated to the actor, and only functions that are isolated to the
    // same actor touch it. It may be released elsewhere, so it is nothing whose last release would use the actor's state.
    private let value: Value
    private let owner: any Actor

    init(_ value: Value, of owner: isolated any Actor) {
        self.value = value
        self.owner = owner
    }

    func use<Answer: Sendable>(_ body: @Sendable (Value) throws -> Answer) async throws -> Answer {
        try await use(on: owner, body)
    }

    private func use<Answer: Sendable>(
        on owner: isolated any Actor, _ body: @Sendable (Value) throws -> Answer
    ) throws -> Answer {
        try Task.checkCancellation()
        return try body(value)
    }
}
