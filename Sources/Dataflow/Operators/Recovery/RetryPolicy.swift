/// How often something that fails is tried again, and how long it waits before each time.
///
///     quotes.retry(RetryPolicy(attempts: 8, backoff: .exponential(from: .milliseconds(100)), resetAfter: .seconds(60)))
public struct RetryPolicy: Sendable {
    /// The most attempts in a row, the first one included.
    public var attempts: Int
    /// How long to wait between two attempts.
    public var backoff: Backoff
    /// An attempt that gave an element and lived this long has succeeded: after its failure the attempts and the pauses
    /// start over. Nil: never.
    public var resetAfter: Duration?
    /// Whether an error is worth another attempt.
    public var shouldRetry: @Sendable (any Error) -> Bool

    /// Makes a policy.
    ///
    /// - Parameters:
    ///   - attempts: the most attempts in a row, the first one included; at least 1, without an upper limit.
    ///   - backoff: how long to wait between two attempts.
    ///   - resetAfter: how long an attempt that gave an element must live to count as a success; nil for never.
    ///   - shouldRetry: whether an error is worth another attempt; gets the error that the failed node threw.
    public init(
        attempts: Int, backoff: Backoff = .none, resetAfter: Duration? = nil,
        when shouldRetry: @escaping @Sendable (any Error) -> Bool = { _ in true }
    ) {
        self.attempts = attempts
        self.backoff = backoff
        self.resetAfter = resetAfter
        self.shouldRetry = shouldRetry
    }

    /// What is wrong with the policy, or nil.
    var problem: String? {
        if attempts < 1 { return "\(attempts) attempts never begin; 1 is no retry. Give 1 or more." }
        if let resetAfter, resetAfter < .zero { return "an attempt cannot live for \(resetAfter). Give zero or more." }
        return backoff.problem
    }
}

/// The pauses between attempts.
public struct Backoff: Sendable, Equatable {
    let first: Duration
    let factor: Double
    let limit: Duration
    let jitter: Double

    /// No pause.
    public static let none = Backoff.constant(.zero)

    /// The same pause each time.
    ///
    /// - Parameter pause: at least zero.
    public static func constant(_ pause: Duration) -> Backoff {
        Backoff(first: pause, factor: 1, limit: pause, jitter: 0)
    }

    /// Pauses that grow, and differ by chance, so that many who failed together do not come back together.
    ///
    /// - Parameters:
    ///   - first: the pause before the second attempt, at least zero.
    ///   - factor: how many times as long each further pause is, at least 1.
    ///   - limit: the longest pause, at least `first`.
    ///   - jitter: which part of a pause is left to chance, from 0 to 1: with 0.5 a pause is between half of its length
    ///     and all of it. In a simulation the seed decides.
    public static func exponential(
        from first: Duration, factor: Double = 2, limit: Duration = .seconds(60), jitter: Double = 0.5
    ) -> Backoff {
        Backoff(first: first, factor: factor, limit: limit, jitter: jitter)
    }

    /// The pause after this one, without its jitter.
    func pause(after last: Duration?) -> Duration {
        guard let last else { return first }
        // What would be more than the limit is not worked out, for it might be more than a duration can be.
        return last >= limit / factor ? limit : last * factor
    }

    /// A pause of this length at most, shortened by a part of its jitter.
    ///
    /// - Parameter part: from 0 to 1.
    func shortened(_ pause: Duration, by part: Double) -> Duration { pause - pause * (jitter * part) }

    var problem: String? {
        if first < .zero { return "a pause of \(first) is less than no time. Give zero or more." }
        if !(factor >= 1) || !factor.isFinite {
            return "pauses cannot grow by a factor of \(factor); 1 is the least. Give 1 or more."
        }
        if limit < first { return "a limit of \(limit) is less than the first pause. Give \(first) or more." }
        if limit > .seconds(Int64.max / 4) {
            return "a limit of \(limit) is more than any clock shows. Give a quarter of Int64.max seconds or less."
        }
        return (0...1).contains(jitter) ? nil : "a jitter of \(jitter) is not from 0 to 1."
    }
}

/// Decides after each failure whether there is another attempt, and when. A value that belongs to one run.
struct RetryPacing {
    let policy: RetryPolicy
    /// How many attempts failed in a row.
    private var failed = 0
    /// The last pause, without its jitter.
    private var pause: Duration?

    init(_ policy: RetryPolicy) {
        self.policy = policy
    }

    /// The pause before the next attempt; nil if there is none.
    ///
    /// - Parameters:
    ///   - error: with which the attempt failed.
    ///   - isFruitful: whether the attempt gave an element.
    ///   - lived: how long the attempt took.
    ///   - part: which part of the jitter to take, from 0 to 1.
    mutating func next(
        after error: any Error, isFruitful: Bool, lived: Duration, part: @autoclosure () -> Double
    ) -> Duration? {
        if let resetAfter = policy.resetAfter, isFruitful, lived >= resetAfter { (failed, pause) = (0, nil) }
        failed += 1
        guard failed < policy.attempts, policy.shouldRetry(error) else { return nil }
        let next = policy.backoff.pause(after: pause)
        pause = next
        return policy.backoff.jitter > 0 ? policy.backoff.shortened(next, by: part()) : next
    }
}
