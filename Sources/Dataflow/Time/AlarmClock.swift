/// A clock that is moved by hand, and calls back whoever waits for a moment before it is told that it has moved.
///
/// With a clock like this a run has no tasks that sleep: when the clock has moved, every node whose moment has come is
/// ready to step.
package protocol AlarmClock: Clock<Duration> {
    /// Calls `action` once, when the clock has come to `deadline`; soon, when it is there already.
    ///
    /// - Returns: what ``cancelAlarm(_:)`` takes.
    func setAlarm(at deadline: Instant, _ action: @escaping @Sendable () -> Void) -> Int

    /// Forgets an alarm that has not gone off.
    func cancelAlarm(_ id: Int)

    /// How many tasks sleep until a moment that has not come; nil while an alarm that was late has yet to go off.
    var sleeperCount: Int? { get }

    /// Calls `action` whenever ``sleeperCount`` has grown or is known again.
    ///
    /// - Returns: what ``ignoreSleepers(_:)`` takes.
    func observeSleepers(_ action: @escaping @Sendable () -> Void) -> Int

    /// Stops to tell.
    func ignoreSleepers(_ id: Int)
}

extension AlarmClock {
    /// The same with the moments as durations since `zero`.
    func wakening(since zero: Instant) -> EngineClock.Origin.Waking {
        { moment, action in
            let id = setAlarm(at: zero.advanced(by: moment), action)
            return EngineClock.Sleeper(cancel: { cancelAlarm(id) }, end: {})
        }
    }
}
