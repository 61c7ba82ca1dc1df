/// A bucket that holds up to `burst` tokens, is full at first, and gets new ones at equal distances. A value that is told
/// the time.
@usableFromInline
struct TokenBucket: Sendable {
    /// The time between two new tokens.
    @usableFromInline let token: Duration
    @usableFromInline let burst: Int
    /// When it is full again, if nothing is taken before.
    @usableFromInline var fullAt = Duration.zero

    /// - Parameters:
    ///   - count: how many tokens come in each interval; one that makes no sense is replaced by the nearest that does.
    ///   - burst: how many tokens it holds.
    @usableFromInline
    init(_ count: Int, per interval: Duration, burst: Int) {
        token = interval / Limits.capacity.clamp(count)
        self.burst = Limits.capacity.clamp(burst)
    }

    /// A cost that the bucket can count.
    @inlinable
    static func cost(_ cost: Int) -> Int { min(max(0, cost), 1 << 30) }

    /// When there are as many tokens. If it never holds as many: when it is full.
    @inlinable
    func moment(for cost: Int) -> Duration { fullAt - token * max(0, burst - cost) }

    /// Takes tokens. What it does not have comes in before the next can be taken.
    @inlinable
    mutating func take(_ cost: Int, now: Duration) { fullAt = max(fullAt, now) + token * cost }
}
