/// Thrown to who asks a limiter for a permit when too many wait for one.
public struct LimiterFull: Error, Equatable, CustomStringConvertible {
    /// How many waited, the most that the limiter lets wait.
    public let waiting: Int

    /// Makes one, to compare with.
    public init(waiting: Int) { self.waiting = waiting }

    public var description: String {
        "\(waiting) wait for a permit already, the most that the limiter lets wait: ask again later, or give the limiter a "
            + "larger maxWaiting."
    }
}

/// Thrown to who asks a limiter for a permit that was made with arguments that make no sense. In a graph they are a finding.
public struct InvalidLimiter: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let problem: String

    public var description: String { "the limiter cannot give a permit: \(problem)" }
}

/// Thrown for an element that comes faster than ``Flow/limited(to:per:burst:excess:clock:fileID:line:cost:)`` allows, if
/// elements are not to wait.
public struct RateExceeded: Error, Equatable, CustomStringConvertible {
    /// How long after the element its tokens would have been there.
    public let early: Duration

    /// Makes one, to compare with.
    public init(early: Duration) { self.early = early }

    public var description: String { "an element came \(early) too early: let it wait, or allow a larger burst." }
}
