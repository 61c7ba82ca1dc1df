/// A limit that many share: nodes, graphs and plain code. It gives out permits, as many at once or as many in a time as it
/// says.
///
///     let uploads = Limiter(concurrency: 4)
///     let requests = Limiter(rate: 100, per: .seconds(1))
///
///     photos.map(limiter: uploads, concurrency: 16) { try await upload($0) }
///     events.limited(by: requests)
///     let user = try await requests.withPermit { try await load(id) }
///
/// Who asks waits, holding no thread and no worker, until it has a permit; permits are given in the order in which they
/// were asked for. A task that is cancelled while it waits leaves the line at once.
public final class Limiter: Sendable {
    let handoff: LimiterHandoff
    /// Whether it limits how much goes on at once.
    let limitsConcurrency: Bool

    /// Lets so much go on at once.
    ///
    /// - Parameters:
    ///   - concurrency: the most permits that are out at once, at least 1.
    ///   - maxWaiting: the most that may wait for a permit, at least 0; who comes then gets a ``LimiterFull``.
    public init(concurrency: Int, maxWaiting: Int = .max) {
        limitsConcurrency = true
        handoff = LimiterHandoff(
            concurrency: concurrency, bucket: nil, maxWaiting: maxWaiting, clock: nil,
            problem: Self.problem(concurrency, maxWaiting))
    }

    /// Lets so much begin in a time, and, if wanted, so much go on at once.
    ///
    /// A token bucket, as that of ``Flow/limited(to:per:burst:excess:clock:fileID:line:cost:)``; each permit costs a token,
    /// or as many as who asks says.
    /// - Parameters:
    ///   - rate: how many tokens come in each interval, from 1 to 1,048,576.
    ///   - interval: from a nanosecond to a hundred years.
    ///   - burst: how many tokens the bucket holds, from 1 to 1,048,576; `rate` if nil.
    ///   - concurrency: the most permits that are out at once, at least 1; any number if nil.
    ///   - maxWaiting: the most that may wait for a permit, at least 0; who comes then gets a ``LimiterFull``.
    ///   - clock: the limiter's clock. A limiter made in a simulation has the simulation's time.
    public init(
        rate: Int, per interval: Duration, burst: Int? = nil, concurrency: Int? = nil, maxWaiting: Int = .max,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        limitsConcurrency = concurrency != nil
        handoff = LimiterHandoff(
            concurrency: concurrency ?? .max, bucket: TokenBucket(rate, per: interval, burst: burst ?? rate),
            maxWaiting: maxWaiting, clock: clock,
            problem: Limits.problem(tokens: rate, per: interval, burst: burst ?? rate)
                ?? Self.problem(concurrency ?? 1, maxWaiting))
    }

    /// Runs a closure once there is a permit for it, and gives the permit back when the closure returns or throws.
    ///
    /// The closure must not ask the same limiter for another permit: it might wait for its own.
    /// - Parameters:
    ///   - cost: how many tokens the permit costs, where the limiter has a rate; less than zero counts as zero. One that costs
    ///     more than the bucket holds is given when the bucket is full, and those behind it wait the longer.
    ///   - body: runs where the caller does. A permit that came when the task was cancelled already is used.
    /// - Throws: what `body` throws; `CancellationError` if the task was cancelled before it had a permit; ``LimiterFull``;
    ///   ``InvalidLimiter``.
    public nonisolated(nonsending) func withPermit<Result>(
        cost: Int = 1, _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        try await handoff.acquire(cost)
        defer { handoff.giveBack() }
        return try await body()
    }

    /// How many permits are out now.
    public var inUse: Int { handoff.inUse }

    /// How many wait for a permit now.
    public var waiting: Int { handoff.waitingCount }

    var problem: String? { handoff.problem }

    private static func problem(_ concurrency: Int, _ maxWaiting: Int) -> String? {
        if concurrency < 1 { return "a concurrency of \(concurrency) gives nobody a permit. Give 1 or more." }
        return maxWaiting < 0 ? "\(maxWaiting) cannot wait; 0 is nobody. Give 0 or more." : nil
    }
}
