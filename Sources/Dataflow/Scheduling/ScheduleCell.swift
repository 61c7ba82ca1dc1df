import Synchronization

/// A node's entry in the scheduler. It makes sure that a node is queued at most once, and that one worker at a time
/// steps it.
///
///     idle ──notify──▶ scheduled ──worker──▶ running ──rest──▶ idle
///                          ▲                    │ notify
///                          └──────rest────── notified          running ──end──▶ ended
@usableFromInline
package class ScheduleCell: @unchecked Sendable {
    private enum State: UInt8 {
        case idle, scheduled, running, notified, ended
    }

    // SAFETY: only atomics and `let`s. This atomic has relaxed order: plain loads and stores without exclusivity
    // checks. Only the worker that moved the state from scheduled to running touches it, until it moves the state on.
    // The run owns the node, and keeps this cell for as long as anybody may notify it.
    private let learnedBudget = Atomic<Int>(1)

    private let state = Atomic<UInt8>(State.idle.rawValue)
    @usableFromInline let scheduler: Scheduler
    @usableFromInline let region: LoopRegion?
    /// The node's name, for a conductor.
    let name: String
    /// The cells that somebody waits for together, if this is one of them.
    let ends: EndCount?

    init(scheduler: Scheduler, region: LoopRegion? = nil, name: String = "", ends: EndCount? = nil) {
        self.scheduler = scheduler
        self.region = region
        self.ends = ends
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

    /// Whether the node is neither in its step nor about to make one.
    var isIdle: Bool { state.load(ordering: .acquiring) == State.idle.rawValue }

    var hasEnded: Bool { state.load(ordering: .acquiring) == State.ended.rawValue }

    /// Makes the node step soon; `worker` is the running worker, or nil for a call from outside of the run.
    @usableFromInline
    package func notify(_ worker: WorkerHandle?) {
        if worker == nil { scheduler.conductor?.stirred(name) }
        if claim() { scheduler.queue(CellReference(self), from: worker) }
    }

    /// Marks the cell as scheduled. If true, the caller must ``Scheduler/queue(_:from:)`` it, and nobody else will;
    /// until then the node cannot end, so the cell stays alive.
    func claim() -> Bool {
        var seen = state.load(ordering: .sequentiallyConsistent)
        while true {
            switch State(rawValue: seen)! {
            case .idle:
                // Active before scheduled: a thread that finds the cell scheduled, and so does nothing, may rely on the
                // loop not ending before the node has stepped.
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

    /// Lets the node handle up to `budget` elements. Only the worker that took the cell out of a queue may call it, and
    /// must then ``settle(_:)`` the cell.
    ///
    /// The step reads the phase, and everything else that may change without the node being queued, after it has begun:
    /// a thread that changed the phase earlier and found the cell scheduled has notified nobody. That read, and a
    /// kernel's first read of anything that its neighbours write, is sequentially consistent: it must not pass the
    /// store that begins the step.
    @inline(__always)
    func step(by worker: Worker, _ scheduler: Scheduler, budget: Int) -> Step {
        worker.beginStep()
        beginStep()
        let turn = Turn(worker: worker.handle, budget: budget, phase: scheduler.phase)
        return step(turn)
    }

    /// Whether steps run a task of the user's.
    var runsTasks: Bool { false }

    /// Steps the node or task of the cell; a subclass implements it, and only ``step(by:_:budget:)`` calls it.
    func step(_ turn: Turn) -> Step { preconditionFailure("a cell that stands for nothing") }

    @inline(__always)
    func beginStep() { state.store(State.running.rawValue, ordering: .sequentiallyConsistent) }

    /// Called after a step; true when the cell counts as scheduled and the caller must queue it again.
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

    /// Goes idle unless somebody notified the node meanwhile.
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

    /// Later notifications do nothing. A thread that sees the end may release the cell at once.
    private func end() {
        let region = region
        state.store(State.ended.rawValue, ordering: .sequentiallyConsistent)
        region?.leave()
    }

    /// Says that something external (a timer, a closure that awaits, an inlet) will notify this node.
    ///
    /// - Parameter isPassive: true if the node waits for a moment or for the app, and not for work under way: then the
    ///   run may count as being at rest. The call that ends the wait must pass the same value.
    @usableFromInline
    package func beginExternal(isPassive: Bool = false) {
        region?.enter(self)
        goOnOutside()
        if isPassive { scheduler.passiveCount.add(1, ordering: .sequentiallyConsistent) }
    }

    /// Takes ``beginExternal()`` back, after the node was notified; `worker` as for ``notify(_:)``.
    @usableFromInline
    package func endExternal(_ worker: WorkerHandle?, isPassive: Bool = false) {
        region?.leave()
        if isPassive { scheduler.passiveCount.subtract(1, ordering: .sequentiallyConsistent) }
        waitInside(worker)
    }

    /// Says that a task of this node, which counts as external, waits for the run itself; ``goOnOutside()`` takes it back
    /// before the task goes on. Its loop counts it as before: the task may hold an element.
    func waitInside(_ worker: WorkerHandle?) {
        let before = scheduler.externalCount.subtract(1, ordering: .sequentiallyConsistent).oldValue
        scheduler.conductor?.externalChanged(name, by: -1)
        // A worker sees before it parks that nothing external is awaited any more. Without one, a parked worker must
        // wake to look whether anything can still move.
        if before == 1, worker == nil { scheduler.wakeOne() }
        if scheduler.restWatch.isWatched { scheduler.restWatch.look(at: scheduler) }
    }

    func goOnOutside() {
        scheduler.externalCount.add(1, ordering: .sequentiallyConsistent)
        scheduler.conductor?.externalChanged(name, by: 1)
    }

    private func move(_ seen: inout UInt8, to next: State) -> Bool {
        let result = state.compareExchange(
            expected: seen, desired: next.rawValue, ordering: .sequentiallyConsistent)
        seen = result.original
        return result.exchanged
    }
}
