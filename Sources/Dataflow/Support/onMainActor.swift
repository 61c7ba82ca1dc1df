/// Makes a closure of the main actor one that awaits its turn there.
///
/// The closure does not begin once its task was cancelled, also if it was queued on the main actor before: after
/// `cancel()` has returned on the main actor, no such closure begins.
@usableFromInline
func onMainActor<Input: Sendable, Output: Sendable>(
    _ body: @escaping @MainActor @Sendable (Input) throws -> Output
) -> nonisolated(nonsending) @Sendable (Input) async throws -> Output {
    { input in
        try await MainActor.run {
            try Task.checkCancellation()
            return try body(input)
        }
    }
}
