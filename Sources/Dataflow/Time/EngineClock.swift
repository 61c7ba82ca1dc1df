/// Any clock, with its instants counted as durations since the clock was started.
@usableFromInline
struct EngineClock: Sendable {
    /// Identifies the clock, so that one run keeps one set of timers for each clock.
    let identity: Identity
    private let makeOrigin: @Sendable () -> Origin
    /// The clock itself, if a test moves it by hand.
    let alarms: (any AlarmClock)?
    /// Whether the clock goes as fast as the machine's own.
    let isReal: Bool
    static let real = EngineClock(ContinuousClock())

    /// A clock with its zero.
    struct Origin: Sendable {
        let now: @Sendable () -> Duration
        /// Calls `action` once a moment has come, or sooner when the sleeper is cancelled.
        let wake: Waking

        typealias Waking = @Sendable (_ moment: Duration, _ action: @escaping @Sendable () -> Void) -> Sleeper
    }

    /// The wait for a moment.
    struct Sleeper: Sendable {
        let cancel: @Sendable () -> Void
        /// Returns when nothing is left of the sleeper.
        let end: @Sendable () async -> Void
    }

    final class Identity: Sendable {}

    @usableFromInline
    init<Source: Clock>(_ clock: Source) where Source.Duration == Duration {
        identity = Identity()
        let alarms = clock as? any AlarmClock
        self.alarms = alarms
        isReal = clock is ContinuousClock || clock is SuspendingClock
        makeOrigin = {
            let zero = clock.now
            return Origin(
                now: { zero.duration(to: clock.now) },
                wake: alarms.flatMap { Self.waking($0, since: zero) } ?? Self.sleeping(clock, since: zero))
        }
    }

    /// A clock on which no task sleeps.
    init(_ time: any VirtualTime) {
        identity = Identity()
        alarms = nil
        isReal = false
        makeOrigin = {
            let zero = time.now
            return Origin(
                now: { time.now - zero },
                wake: { moment, action in
                    let call = time.call(at: zero + moment, action)
                    return Sleeper(cancel: { time.forget(call) }, end: {})
                })
        }
    }

    /// For a clock that nobody moves by hand: a task sleeps on it.
    private static func sleeping<Source: Clock<Duration>>(_ clock: Source, since zero: Source.Instant) -> Origin.Waking
    {
        { moment, action in
            let task = Task {
                // No clock of the system can sleep beyond the range of its seconds.
                let moment = min(moment, zero.duration(to: clock.now) + Self.longestSleep)
                try? await clock.sleep(until: zero.advanced(by: moment), tolerance: nil)
                action()
            }
            return Sleeper(cancel: { task.cancel() }, end: { await task.value })
        }
    }

    /// A hundred years; a task that sleeps longer looks again then.
    private static let longestSleep = Duration.seconds(100 * 365 * 86_400)

    private static func waking<Source: AlarmClock>(_ clock: Source, since zero: Any) -> Origin.Waking? {
        (zero as? Source.Instant).map { clock.wakening(since: $0) }
    }

    /// Starts to count time.
    func start() -> Origin { makeOrigin() }
}
