import Synchronization

/// A node's entry in the scheduler: it makes sure that a node is queued at most once and stepped by one worker at a time.
///
///     idle ──notify──▶ scheduled ──worker──▶ running ──rest──▶ idle
///                          ▲                    │ notify
///                          └──────rest────── notified          running ──end──▶ ended
@usableFromInline
package class ScheduleCell: @unchecked Sendable {
    private enum State: UInt8 {
        case idle, scheduled, running, notified, ended
    }

    // SAFETY: only atomics and `let`s. This one has relaxed order: plain loads and stores without exclusivity checks.
    // It is touched only by the worker that moved the state from scheduled to running, until it moves it on. The run owns
    // the node, and this cell for as long as it may be notified.
    private let learnedBudget = Atomic<Int>(1)

    private let state = Atomic<UInt8>(State.idle.rawValue)
    let scheduler: Scheduler
    @usableFromInline let region: LoopRegion?
    /// The node's name, for whoever watches the scheduler.
    let name: String

    init(scheduler: Scheduler, region: LoopRegion? = nil, name: String = "") {
        self.scheduler = scheduler
        self.region = region
        self.name = name
    }

    /// How many elements one step may handle.
    var budget: Int {
        get { learnedBudget.load(ordering: .relaxed) }
        set { learnedBudget.store(newValue, ordering: .relaxed) }
    }

    /// Whether a worker is inside the node's step.
    var isStepping: Bool {
        let now = state.load(ordering: .relaxed)
        return now == State.running.rawValue || now == State.notified.rawValue
    }

    var hasEnded: Bool { state.load(ordering: .acquiring) == State.ended.rawValue }

    /// Makes the node step soon; `worker` is the worker that is running, or nil when called from outside the run.
    @usableFromInline
    package func notify(_ worker: WorkerHandle?) {
        if worker == nil { scheduler.conductor?.stirred(name) }
        if claim() { scheduler.queue(CellReference(self), from: worker) }
    }

    /// Makes the cell count as scheduled; true when the caller must ``Scheduler/queue(_:from:)`` it, and nobody else will:
    /// until then the cell stays alive, for its node cannot end.
    func claim() -> Bool {
        var seen = state.load(ordering: .sequentiallyConsistent)
        while true {
            switch State(rawValue: seen)! {
            case .idle:
                // Active before it is scheduled: whoever finds it scheduled, and leaves it at that, may rely on its loop
                // not ending before it has stepped.
                region?.enter(self)
                if move(&seen, to: .scheduled) { return true }
                region?.enteredInVain()
            case .running:
                if move(&seen, to: .notified) { return false }
            case .scheduled, .notified, .ended:
                return false
            }
        }
    }

    /// Lets the node do up to `budget` elements; for the worker that took the cell out of a queue, which must ``settle(_:)`` it.
    ///
    /// The phase is looked at inside of the step, like everything that may change without the node being queued: whoever
    /// changed it before and found the cell scheduled has told nobody. That look, and every first look of a kernel at what
    /// its neighbours write, is sequentially consistent: it may not pass the store that begins the step.
    @inline(__always)
    func step(by worker: Worker, _ scheduler: Scheduler, budget: Int) -> Step {
        beginStep()
        let turn = Turn(worker: worker.handle, budget: budget, phase: scheduler.phase)
        return step(turn)
    }

    /// The step of what the cell stands for, which only its own kind of cell knows; for ``step(by:_:budget:)`` and nobody else.
    func step(_ turn: Turn) -> Step { preconditionFailure("a cell that stands for nothing") }

    @inline(__always)
    func beginStep() { state.store(State.running.rawValue, ordering: .sequentiallyConsistent) }

    /// Called after a step; true when the cell counts as scheduled, and must be queued again.
    @inline(__always)
    func settle(_ outcome: Step.Outcome) -> Bool {
        switch outcome {
        case .again: return stayScheduled()
        case .waiting: return !rest()
        case .ended:
            end()
            return false
        }
    }

    /// Goes idle unless a notification came in meanwhile.
    private func rest() -> Bool {
        var seen = State.running.rawValue
        guard move(&seen, to: .idle) else { return !stayScheduled() }
        region?.leave()
        return true
    }

    private func stayScheduled() -> Bool {
        state.store(State.scheduled.rawValue, ordering: .sequentiallyConsistent)
        return true
    }

    /// Later notifications do nothing. Whoever sees the end may let go of the cell at once.
    private func end() {
        let region = region
        state.store(State.ended.rawValue, ordering: .sequentiallyConsistent)
        region?.leave()
    }

    /// Says that something outside of the run (a timer, a closure that awaits, an inlet) will notify this node.
    ///
    /// - Parameter isPassive: whether it waits for a moment or for the app, and not for work that is under way: then the
    ///   run may count as being at rest. The same must be said when it ends.
    @usableFromInline
    package func beginExternal(isPassive: Bool = false) {
        region?.enter(self)
        scheduler.expectExternal()
        scheduler.conductor?.externalChanged(name, by: 1)
        if isPassive { scheduler.passiveCount.add(1, ordering: .sequentiallyConsistent) }
    }

    /// Takes ``beginExternal()`` back, after the notification was given; `worker` as for ``notify(_:)``.
    @usableFromInline
    package func endExternal(_ worker: WorkerHandle?, isPassive: Bool = false) {
        region?.leave()
        if isPassive { scheduler.passiveCount.subtract(1, ordering: .sequentiallyConsistent) }
        let before = scheduler.externalCount.subtract(1, ordering: .sequentiallyConsistent).oldValue
        scheduler.conductor?.externalChanged(name, by: -1)
        // A worker finds out by itself, before it parks, that nothing outside is awaited any more; else one is woken to
        // look whether anything can still move.
        if before == 1, worker == nil { scheduler.wakeOne() }
        if scheduler.restWatch.isWatched { scheduler.restWatch.look(at: scheduler) }
    }

    private func move(_ seen: inout UInt8, to next: State) -> Bool {
        let result = state.compareExchange(
            expected: seen, desired: next.rawValue, ordering: .sequentiallyConsistent)
        seen = result.original
        return result.exchanged
    }
}
