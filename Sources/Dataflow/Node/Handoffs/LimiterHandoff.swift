/// What all who ask one limiter for permits share: the line in which they wait, and the alarm for the next one's turn.
final class LimiterHandoff: Sendable {
    enum Outcome: Sendable {
        case granted
        case withdrawn
        case refused
    }

    private struct Waiter {
        let suspension: Suspension<Outcome>
        /// If the task is one of a node: the node waits for a moment, or for somebody else, and does no work meanwhile.
        let pause: LanePause?

        func resume(_ outcome: Outcome) {
            pause?.end()
            suspension.resume(returning: outcome)
        }
    }

    private struct Alarm {
        let number: Int
        let moment: Duration
        /// Nil until the timer is set.
        var timer: TimerID?
    }

    private struct State {
        var line: PermitLine<Waiter>
        var alarm: Alarm?
        var lastNumber = 0

        mutating func nextNumber() -> Int {
            lastNumber += 1
            return lastNumber
        }
    }

    /// What is wrong with the limiter's arguments, or nil.
    let problem: String?
    private let maxWaiting: Int
    private let timekeeper: Timekeeper?
    private let state: Guarded<State>

    /// - Parameter clock: what the bucket's time is told by; nil without a bucket.
    init(concurrency: Int, bucket: TokenBucket?, maxWaiting: Int, clock: (any Clock<Duration>)?, problem: String?) {
        self.problem = problem
        self.maxWaiting = maxWaiting
        // In a simulation there is no time but its own.
        timekeeper = clock.map { Timekeeper(Conducting.current.map { EngineClock($0.time) } ?? EngineClock($0)) }
        state = Guarded(State(line: PermitLine(concurrency: concurrency, bucket: bucket, maxWaiting: maxWaiting)))
    }

    deinit { timekeeper?.abandon() }

    var inUse: Int { state.withLock { $0.line.inUse } }
    var waitingCount: Int { state.withLock { $0.line.waitingCount } }

    /// Waits for a permit, which the caller gives back with ``giveBack()``.
    nonisolated(nonsending) func acquire(_ cost: Int) async throws {
        if let problem { throw InvalidLimiter(problem: problem) }
        try Task.checkCancellation()
        let (cost, now) = (TokenBucket.cost(cost), now)
        if state.withLock({ $0.line.take(cost, now: now) }) { return }
        switch await wait(cost) {
        case .granted: return
        case .withdrawn: throw CancellationError()
        case .refused: throw LimiterFull(waiting: maxWaiting)
        }
    }

    func giveBack() { look { $0.giveBack() } }

    private nonisolated(nonsending) func wait(_ cost: Int) async -> Outcome {
        let id = state.withLock { $0.nextNumber() }
        // SAFETY: resumed once: here or, if it waits, by the thread that takes it out of the line under the lock, to give it
        // its permit (`look`) or to withdraw it (`withdraw`). In a cancelled task nobody waits.
        return await withTaskCancellationHandler {
            await withSuspension { (suspension: Suspension<Outcome>) in
                let waiter = Waiter(suspension: suspension, pause: CurrentWorker.nodeOfLane.map { LanePause($0) })
                let outcome = state.withLock { state -> Outcome? in
                    if Task.isCancelled { return .withdrawn }
                    return state.line.join(id, waiter, cost) ? nil : .refused
                }
                if let outcome { return waiter.resume(outcome) }
                // A permit may have come back since the caller asked.
                look { _ in }
            }
        } onCancel: {
            withdraw(id)
        }
    }

    private func withdraw(_ id: Int) {
        guard let waiter = state.withLock({ $0.line.leave(id) }) else { return }
        waiter.resume(.withdrawn)
        // Who stood behind it may cost less.
        look { _ in }
    }

    // MARK: - Turns

    private var now: Duration { timekeeper?.now ?? .zero }

    /// Gives permits to those whose turn it is after a change, and sets the alarm for the next.
    private func look(_ change: (inout PermitLine<Waiter>) -> Void) {
        let now = now
        let admitted = state.withLock { state in
            change(&state.line)
            return state.line.admit(now: now)
        }
        for waiter in admitted { waiter.resume(.granted) }
        if let timekeeper { setAlarm(timekeeper) }
    }

    /// Sets the alarm for the next one's turn, or clears it. The clock is not called under the lock, so the alarm may go off
    /// or be replaced before its timer is known.
    private func setAlarm(_ timekeeper: Timekeeper) {
        let (old, new) = state.withLock { state -> (TimerID?, Alarm?) in
            let deadline = state.line.deadline
            if state.alarm?.moment == deadline { return (nil, nil) }
            let old = state.alarm?.timer
            state.alarm = deadline.map { Alarm(number: state.nextNumber(), moment: $0) }
            return (old, state.alarm)
        }
        if let old { timekeeper.cancel(old) }
        guard let new else { return }
        let timer = timekeeper.schedule(at: new.moment) { [weak self] in self?.alarmWentOff(new.number) }
        let isCurrent = state.withLock { state in
            guard state.alarm?.number == new.number else { return false }
            state.alarm?.timer = timer
            return true
        }
        if !isCurrent, let timer { timekeeper.cancel(timer) }
    }

    private func alarmWentOff(_ number: Int) {
        state.withLock { state in
            if state.alarm?.number == number { state.alarm = nil }
        }
        look { _ in }
    }
}
