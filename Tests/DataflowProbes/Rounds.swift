import Testing

/// Runs each test of a suite, and each of its cases, `DATAFLOW_ROUNDS` times in a row: what goes wrong only now and then
/// shows (`.ci/promptness`). Once, if that is not set.
package struct Rounds: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        for _ in 0..<Rounds.count { try await function() }
    }

    private static let count = number(in: "DATAFLOW_ROUNDS") ?? 1
    /// `DATAFLOW_PARALLELISM`: how many workers every run has that a test does not give a number.
    package static let parallelism = number(in: "DATAFLOW_PARALLELISM")
}

extension Trait where Self == Rounds {
    package static var rounds: Rounds { Rounds() }
}
