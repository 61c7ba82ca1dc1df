/// Thrown in place of a call that a circuit breaker does not let through.
public struct CircuitOpen: Error, Equatable, CustomStringConvertible {
    /// How long it lasts until a call is tried again; nil while one is being tried.
    public let retryAfter: Duration?

    /// Makes one, to compare with.
    public init(retryAfter: Duration?) { self.retryAfter = retryAfter }

    public var description: String {
        let when = retryAfter.map { "the next is tried in \($0)." } ?? "one is being tried."
        return "calls failed too often and are not made; \(when)"
    }
}

/// Thrown in place of a call through a circuit breaker that was made with arguments that make no sense. In a graph they are
/// a finding.
public struct InvalidCircuitBreaker: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let problem: String

    public var description: String { "the circuit breaker lets no call through: \(problem)" }
}
