import Synchronization

/// A node's entry in the scheduler: it makes sure that a node is queued at most once and stepped by one worker at a time.
///
///     idle ──notify──▶ scheduled ──worker──▶ running ──rest──▶ idle
///                          ▲                    │ notify
///                          └──────rest────── notified          running ──end──▶ ended
@usableFromInline
package final class ScheduleCell: @unchecked Sendable {
    private enum State: UInt8 {
        case idle, scheduled, running, notified, ended
    }

    // SAFETY: only atomics and `let`s. These two have relaxed order: plain loads and stores without exclusivity checks.
    // They are touched only by the worker that moved the state from scheduled to running, until it moves it on, and
    // before the first notification. The run owns the node, and this cell for as long as it may be notified.
    private let owner = Atomic<Unmanaged<Node>?>(nil)
    private let learnedGrain = Atomic<Int>(1)

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

    /// The node to step; the run owns it, and it owns this cell.
    var node: Unmanaged<Node> {
        get { owner.load(ordering: .relaxed)! }
        set { owner.store(newValue, ordering: .relaxed) }
    }

    /// How many elements one step may handle.
    var grain: Int {
        get { learnedGrain.load(ordering: .relaxed) }
        set { learnedGrain.store(newValue, ordering: .relaxed) }
    }

    /// Whether a worker is inside the node's step.
    var isStepping: Bool {
        let now = state.load(ordering: .relaxed)
        return now == State.running.rawValue || now == State.notified.rawValue
    }

    var hasEnded: Bool { state.load(ordering: .acquiring) == State.ended.rawValue }

    /// Makes the node step soon; `worker` is the worker that is running, or nil when called from outside the run.
    @usableFromInline
    package func notify(_ worker: Worker?) {
        if queueUp(worker) { scheduler.wakeOne() }
    }

    /// As ``notify(_:)``, but true when the caller must still wake a worker; the cell itself needs nothing more then.
    func queueUp(_ worker: Worker?) -> Bool {
        if worker == nil { scheduler.conductor?.stirred(name) }
        var seen = state.load(ordering: .sequentiallyConsistent)
        while true {
            switch State(rawValue: seen)! {
            case .idle:
                // Active before it is scheduled: whoever finds it scheduled, and leaves it at that, may rely on its loop
                // not ending before it has stepped.
                region?.enter(self)
                if move(&seen, to: .scheduled) { return scheduler.enqueue(.passUnretained(self), from: worker) }
                region?.enteredInVain()
            case .running:
                if move(&seen, to: .notified) { return false }
            case .scheduled, .notified, .ended:
                return false
            }
        }
    }

    /// Called by the worker that took the cell out of a queue; gives the node to step.
    func beginStep() -> Unmanaged<Node> {
        state.store(State.running.rawValue, ordering: .sequentiallyConsistent)
        return node
    }

    /// Called after a step that ended with nothing to do; returns false when a notification came in meanwhile,
    /// and then the cell counts as scheduled and must be queued again.
    func rest() -> Bool {
        var seen = State.running.rawValue
        if move(&seen, to: .idle) {
            region?.leave()
            return true
        }
        stayScheduled()
        return false
    }

    /// Called after a step that has more to do, before the cell is queued again.
    func stayScheduled() {
        state.store(State.scheduled.rawValue, ordering: .sequentiallyConsistent)
    }

    /// Called after the last step; later notifications do nothing.
    func end() {
        // Whoever sees the end may let go of the cell at once.
        let region = region
        state.store(State.ended.rawValue, ordering: .sequentiallyConsistent)
        region?.leave()
    }

    /// Says that something outside of the run (a timer, a closure that awaits, an inlet) will notify this node.
    ///
    /// - Parameter patiently: whether it waits for a moment or for the app, and not for work that is under way: then the
    ///   run may count as being at rest. The same must be said when it ends.
    @usableFromInline
    package func beginOutside(patiently: Bool = false) {
        region?.enter(self)
        scheduler.outside.add(1, ordering: .sequentiallyConsistent)
        scheduler.conductor?.outsideChanged(name, by: 1)
        if patiently { scheduler.patient.add(1, ordering: .sequentiallyConsistent) }
    }

    /// Takes ``beginOutside()`` back, after the notification was given; `worker` as for ``notify(_:)``.
    @usableFromInline
    package func endOutside(_ worker: Worker?, patiently: Bool = false) {
        region?.leave()
        if patiently { scheduler.patient.subtract(1, ordering: .sequentiallyConsistent) }
        let before = scheduler.outside.subtract(1, ordering: .sequentiallyConsistent).oldValue
        scheduler.conductor?.outsideChanged(name, by: -1)
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
