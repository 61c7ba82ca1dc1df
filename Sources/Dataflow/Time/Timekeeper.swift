/// The timers of one clock in one run: one sleeper waits for the earliest deadline, however many are pending.
@usableFromInline
final class Timekeeper: Sendable {
    private struct Pending {
        var timers = TimerQueue<@Sendable () -> Void>()
        /// More than one only while an earlier deadline overtook a later one.
        var sleepers: [UInt64: (until: Duration, sleeper: EngineClock.Sleeper)] = [:]
        var nextSleeper: UInt64 = 0
        var isStopped = false
    }

    private let clock: EngineClock.Origin
    private let pending = Guarded(Pending())

    init(_ clock: EngineClock) {
        self.clock = clock.start()
    }

    /// The time since the run began to use this clock.
    @usableFromInline
    var now: Duration { clock.now() }

    /// Calls `action` once at or after `deadline`; never after ``stop()``.
    @usableFromInline
    func schedule(at deadline: Duration, _ action: @escaping @Sendable () -> Void) {
        pending.withLock { pending in
            guard !pending.isStopped else { return }
            pending.timers.insert(deadline, action)
            sleepUntilEarliest(&pending)
        }
    }

    /// Forgets every timer and waits until the sleepers are gone.
    func stop() async {
        let sleepers = pending.withLock { pending in
            pending.isStopped = true
            pending.timers = TimerQueue()
            defer { pending.sleepers = [:] }
            return pending.sleepers.values.map(\.sleeper)
        }
        for sleeper in sleepers { sleeper.cancel() }
        for sleeper in sleepers { await sleeper.end() }
    }

    /// Sets a sleeper unless one wakes early enough. It cannot fire before it is stored: it needs the lock.
    private func sleepUntilEarliest(_ pending: inout Pending) {
        guard let earliest = pending.timers.earliest else { return }
        if pending.sleepers.values.contains(where: { $0.until <= earliest }) { return }
        let id = pending.nextSleeper
        pending.nextSleeper += 1
        pending.sleepers[id] = (earliest, clock.wake(earliest) { [self] in fire(id) })
    }

    private func fire(_ id: UInt64) {
        let now = clock.now()
        let due = pending.withLock { pending -> [@Sendable () -> Void] in
            pending.sleepers[id] = nil
            guard !pending.isStopped else { return [] }
            defer { sleepUntilEarliest(&pending) }
            return pending.timers.popDue(now: now)
        }
        for action in due { action() }
    }
}
