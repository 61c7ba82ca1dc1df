/// A clock that a test moves by hand. It calls back everybody who waits for a moment before the call that moves it
/// returns.
///
/// With such a clock a run has no tasks that sleep: when the clock has moved, every node whose moment has come is ready
/// to step.
package protocol AlarmClock: Clock<Duration> {
    /// Calls `action` once, when the clock reaches `deadline`; soon, if it is past that already.
    ///
    /// - Returns: an identifier for ``cancelAlarm(_:)``.
    func setAlarm(at deadline: Instant, _ action: @escaping @Sendable () -> Void) -> Int

    /// Forgets an alarm that has not gone off.
    func cancelAlarm(_ id: Int)

    /// How many tasks sleep until a moment that has not come; nil while an alarm that was late has yet to go off.
    var sleeperCount: Int? { get }

    /// Calls `action` whenever ``sleeperCount`` has grown or is known again.
    ///
    /// - Returns: an identifier for ``ignoreSleepers(_:)``.
    func observeSleepers(_ action: @escaping @Sendable () -> Void) -> Int

    /// Ends the calls that ``observeSleepers(_:)`` began.
    func ignoreSleepers(_ id: Int)
}

extension AlarmClock {
    /// The same, with moments as durations since `zero`.
    func wakening(since zero: Instant) -> EngineClock.Origin.Waking {
        { moment, action in
            let id = setAlarm(at: zero.advanced(by: moment), action)
            return EngineClock.Sleeper(cancel: { cancelAlarm(id) }, end: {})
        }
    }
}
