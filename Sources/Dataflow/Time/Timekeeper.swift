/// The timers of one clock in one run: a task sleeps until the earliest deadline, however many are pending.
@usableFromInline
final class Timekeeper: Sendable {
    private struct Pending {
        var timers = TimerQueue<@Sendable () -> Void>()
        /// Tasks that sleep; more than one only while an earlier deadline overtook a later one.
        var sleepers: [UInt64: Sleeper] = [:]
        var nextSleeper: UInt64 = 0
        var isStopped = false
    }

    /// Who wakes the timekeeper: a task that sleeps, or a clock that calls back.
    private struct Sleeper {
        let until: Duration
        var task: Task<Void, Never>?
        var cancelAlarm: (@Sendable () -> Void)?

        func cancel() {
            task?.cancel()
            cancelAlarm?()
        }
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

    /// Forgets every timer and waits until the sleeping tasks are gone.
    func stop() async {
        let sleepers = pending.withLock { pending in
            pending.isStopped = true
            pending.timers = TimerQueue()
            defer { pending.sleepers = [:] }
            return Array(pending.sleepers.values)
        }
        for sleeper in sleepers { sleeper.cancel() }
        for sleeper in sleepers { await sleeper.task?.value }
    }

    /// Starts a sleeping task unless one wakes early enough. It cannot finish before it is stored: it needs the lock.
    private func sleepUntilEarliest(_ pending: inout Pending) {
        guard let earliest = pending.timers.earliest else { return }
        if pending.sleepers.values.contains(where: { $0.until <= earliest }) { return }
        let id = pending.nextSleeper
        pending.nextSleeper += 1
        if let wake = clock.wake {
            pending.sleepers[id] = Sleeper(until: earliest, cancelAlarm: wake(earliest) { [self] in fire(id) })
            return
        }
        let task = Task { [self] in
            try? await clock.sleep(earliest)
            fire(id)
        }
        pending.sleepers[id] = Sleeper(until: earliest, task: task)
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
