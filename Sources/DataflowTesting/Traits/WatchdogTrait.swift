#if canImport(Testing)
public import Testing

/// Cancels a test that does not end, and says so; finer than Swift Testing's own limit, which counts in minutes.
///
/// A run, a probe and a ``TestClock`` end when their task is cancelled, so the test does too. What does not listen to
/// its cancellation hangs on.
public struct WatchdogTrait: TestTrait, SuiteTrait, TestScoping {
    let limit: Duration

    /// Tests inside of a suite inherit it, each with the whole time.
    public var isRecursive: Bool { true }

    /// Runs the test, and cancels it when the time is over.
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
            // A test that was cancelled throws only that it was; the issue has been recorded.
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
    /// The test is cancelled when it has not ended after so long.
    ///
    ///     @Test("…", .watchdog(.seconds(5)))
    public static func watchdog(_ limit: Duration) -> Self { WatchdogTrait(limit: limit) }
}
#endif
