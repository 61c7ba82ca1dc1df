#if canImport(Testing)
public import Testing

/// Cancels a test that does not end, and reports it; finer than Swift Testing's own limit, which counts in minutes.
///
/// A run, a probe and a ``TestClock`` end when their task is cancelled, so the test ends too. Code that ignores its
/// cancellation goes on hanging.
public struct WatchdogTrait: TestTrait, SuiteTrait, TestScoping {
    let limit: Duration

    /// Tests inside a suite inherit the trait, each with the whole time.
    public var isRecursive: Bool { true }

    /// Runs the test, and cancels it when the time is up.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let isLate = await withoutActuallyEscaping(function) { function in
            await race(function)
        }
        try isLate.get()
    }

    private func race(_ function: @escaping @Sendable () async throws -> Void) async -> Result<Void, any Error> {
        await withTaskGroup(of: Result<Void, any Error>?.self) { group in
            group.addTask {
                do { return .success(try await function()) } catch { return .failure(error) }
            }
            group.addTask {
                guard (try? await ContinuousClock().sleep(for: limit)) != nil else { return nil }
                Issue.record("the test did not end within \(limit) and was cancelled")
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            let second = await group.next() ?? nil
            // A cancelled test throws only that it was cancelled; the issue has been recorded.
            return first ?? (second.map { $0.withoutCancellation } ?? .success(()))
        }
    }
}

extension Result where Success == Void, Failure == any Error {
    fileprivate var withoutCancellation: Self {
        if case .failure(let error) = self, error is CancellationError { .success(()) } else { self }
    }
}

extension Trait where Self == WatchdogTrait {
    /// Cancels the test if it has not ended after this time.
    ///
    ///     @Test("…", .watchdog(.seconds(5)))
    public static func watchdog(_ limit: Duration) -> Self { WatchdogTrait(limit: limit) }
}
#endif
