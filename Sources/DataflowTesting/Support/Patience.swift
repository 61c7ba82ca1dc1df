import Dataflow

/// How long the probes wait for an event before they report what they waited for.
///
/// This is the only use of the wall clock in this module: it ends a test that would hang for ever, and decides nothing
/// else.
public enum Patience {
    /// The limit of one wait, a minute unless a test says otherwise: `Patience.$limit.withValue(.seconds(1)) { … }`,
    /// or the trait `.patience(.seconds(1))`.
    @TaskLocal public static var limit: Duration = .seconds(60)

    /// The limit of a wait that begins now; nil in a simulation, which knows by itself when nothing more can come.
    static var current: Duration? { Conducting.current == nil ? limit : nil }
}

extension Watched {
    /// Waits until the value meets a condition, and returns the value.
    ///
    /// - Throws: ``ExpectationFailure`` with the condition in words, if that takes longer than ``Patience/limit``.
    func wait(
        for what: String, _ site: SourceSite, until isMet: @escaping @Sendable (Value) -> Bool
    ) async throws -> Value {
        let limit = Patience.current
        guard try await wait(limit: limit, until: isMet) else {
            throw ExpectationFailure("waited for \(what), but not within \(limit ?? .zero).", site)
        }
        return value
    }
}
