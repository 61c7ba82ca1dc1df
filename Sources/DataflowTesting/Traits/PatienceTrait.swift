#if canImport(Testing)
public import Testing

/// Sets ``Patience/limit`` for a test or a suite.
public struct PatienceTrait: TestTrait, SuiteTrait, TestScoping {
    let limit: Duration

    /// Tests inside a suite inherit the trait.
    public var isRecursive: Bool { true }

    /// Runs the test with the limit set.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Patience.$limit.withValue(limit, operation: function)
    }
}

extension Trait where Self == PatienceTrait {
    /// Sets how long probes wait at most before they report what they waited for.
    ///
    ///     @Test("…", .patience(.seconds(1)))
    public static func patience(_ limit: Duration) -> Self { PatienceTrait(limit: limit) }
}
#endif
