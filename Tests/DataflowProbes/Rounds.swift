import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Runs each test of a suite, and each of its cases, `DATAFLOW_ROUNDS` times in a row: what goes wrong only now and then
/// shows (`.ci/promptness`). Once, if that is not set.
package struct Rounds: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        for _ in 0..<Rounds.count { try await function() }
    }

    private static let count = number(of: "DATAFLOW_ROUNDS") ?? 1
    /// `DATAFLOW_PARALLELISM`: how many workers every run has that a test does not give a number.
    package static let parallelism = number(of: "DATAFLOW_PARALLELISM")

    private static func number(of variable: String) -> Int? {
        // SAFETY: nothing in a test process changes the environment.
        unsafe getenv(variable).flatMap { unsafe Int(String(cString: $0)) }.map { max(1, $0) }
    }
}

extension Trait where Self == Rounds {
    package static var rounds: Rounds { Rounds() }
}
