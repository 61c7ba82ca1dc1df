/// Any clock, with its instants counted as durations since the clock was handed over.
@usableFromInline
struct EngineClock: Sendable {
    /// Tells two clocks apart, so that one run keeps one set of timers a clock.
    let identity: Identity
    private let makeOrigin: @Sendable () -> Origin
    /// The clock itself, if it is moved by hand.
    let alarms: (any AlarmClock)?

    /// A clock with its zero.
    struct Origin: Sendable {
        let now: @Sendable () -> Duration
        let sleep: @Sendable (_ until: Duration) async throws -> Void
        /// For a clock that calls back: sets an alarm, and gives what cancels it.
        let wake: Waking?

        typealias Waking = @Sendable (_ at: Duration, _ action: @escaping @Sendable () -> Void) -> @Sendable () -> Void
    }

    final class Identity: Sendable {}

    @usableFromInline
    init<Source: Clock>(_ clock: Source) where Source.Duration == Duration {
        identity = Identity()
        let alarms = clock as? any AlarmClock
        self.alarms = alarms
        makeOrigin = {
            let zero = clock.now
            return Origin(
                now: { zero.duration(to: clock.now) },
                sleep: { try await clock.sleep(until: zero.advanced(by: $0), tolerance: nil) },
                wake: alarms.flatMap { Self.waking($0, since: zero) })
        }
    }

    private static func waking<Source: AlarmClock>(_ clock: Source, since zero: Any) -> Origin.Waking? {
        (zero as? Source.Instant).map { clock.wakening(since: $0) }
    }

    /// Starts to count.
    func start() -> Origin { makeOrigin() }
}
