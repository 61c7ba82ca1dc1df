/// Any clock, with its instants counted as durations since the clock was handed over.
@usableFromInline
struct EngineClock: Sendable {
    /// Tells two clocks apart, so that one run keeps one set of timers a clock.
    let identity: Identity
    private let makeOrigin: @Sendable () -> Origin

    /// A clock with its zero.
    struct Origin: Sendable {
        let now: @Sendable () -> Duration
        let sleep: @Sendable (_ until: Duration) async throws -> Void
    }

    final class Identity: Sendable {}

    @usableFromInline
    init<Source: Clock>(_ clock: Source) where Source.Duration == Duration {
        identity = Identity()
        makeOrigin = {
            let zero = clock.now
            return Origin(
                now: { zero.duration(to: clock.now) },
                sleep: { try await clock.sleep(until: zero.advanced(by: $0), tolerance: nil) })
        }
    }

    /// Starts to count.
    func start() -> Origin { makeOrigin() }
}
