/// The timers of one clock in one run: one sleeper waits for the earliest deadline, however many are pending.
///
/// The clock is the user's, and so is what an action holds: no clock is called and no action made or freed under the
/// lock.
@usableFromInline
final class Timekeeper: Sendable {
    @usableFromInline typealias Action = @Sendable () -> Void

    private struct State {
        var timers = TimerQueue<Action>()
        var sleepers = Sleepers<EngineClock.Sleeper>()
        var isStopped = false

        /// The earliest deadline, if no sleeper wakes in time for it.
        var unserved: Duration? {
            guard !isStopped, let earliest = timers.earliest else { return nil }
            return sleepers.serve(earliest) ? nil : earliest
        }
    }

    private let clock: EngineClock.Origin
    private let state = Guarded(State())

    /// - Parameter isStopped: whether the run has ended before it used the clock: then no timer is ever set.
    init(_ clock: EngineClock, isStopped: Bool = false) {
        self.clock = clock.start()
        if isStopped { state.withLock { $0.isStopped = true } }
    }

    /// The time since the run began to use this clock.
    @usableFromInline
    var now: Duration { clock.now() }

    /// How many timers are set.
    var pendingCount: Int { state.withLock { $0.timers.count } }

    /// Calls `action` once at or after `deadline`; never after ``stop()``.
    ///
    /// - Returns: an identifier to move or cancel it; nil after ``stop()``.
    @usableFromInline @discardableResult
    func schedule(at deadline: Duration, _ action: @escaping Action) -> TimerID? {
        let id = state.withLock { state in state.isStopped ? nil : state.timers.insert(deadline, action) }
        wakeInTime()
        return id
    }

    /// Moves a timer to another moment; false if its action was or is being called.
    func move(_ id: TimerID, to deadline: Duration) -> Bool {
        let isPending = state.withLock { state in state.timers.move(id, to: deadline) }
        if isPending { wakeInTime() }
        return isPending
    }

    /// Removes a timer whose action was not called.
    func cancel(_ id: TimerID) {
        // The action and what it holds are freed here, after the lock.
        _ = state.withLock { state in state.timers.remove(id) }
    }

    /// Removes every timer and waits until the sleepers are gone.
    func stop() async {
        for sleeper in abandon() { await sleeper.end() }
    }

    /// Removes every timer; returns the sleepers, which end by themselves.
    @discardableResult
    func abandon() -> [EngineClock.Sleeper] {
        let (forgotten, sleepers) = state.withLock { state in
            state.isStopped = true
            defer { state.timers = TimerQueue() }
            return (state.timers, state.sleepers.removeAll())
        }
        withExtendedLifetime(forgotten) {}
        for sleeper in sleepers { sleeper.cancel() }
        return sleepers
    }

    /// Sets a sleeper unless one wakes early enough. The sleeper counts before the clock is called, and may wake before
    /// the call returns.
    private func wakeInTime() {
        guard state.withLock({ $0.unserved }) != nil else { return }
        let now = clock.now()
        let begun = state.withLock { state in
            state.unserved.map { state.sleepers.begin(for: $0, now: now) }
        }
        guard let (id, moment) = begun else { return }
        let sleeper = clock.wake(moment) { [self] in fire(id) }
        let isKept = state.withLock { state in state.sleepers.keep(sleeper, as: id) }
        // The sleeper has woken, or the run has stopped meanwhile and does not know it.
        if !isKept { sleeper.cancel() }
    }

    private func fire(_ id: UInt64) {
        let now = clock.now()
        let (sleeper, due) = state.withLock { state in
            (state.sleepers.remove(id), state.isStopped ? [] : state.timers.popDue(now: now))
        }
        withExtendedLifetime(sleeper) {}
        wakeInTime()
        for action in due { action() }
    }
}
