import Synchronization

/// One of the tasks of a run that step ready nodes; there are at most as many as cores.
///
/// A worker owns a queue of ready cells and one cell to run next. No other worker can steal that cell: a node that was
/// just woken finds its input still in the cache. A worker yields to the app's other tasks after every slice of time.
@usableFromInline
@safe package final class Worker: @unchecked Sendable {
    // SAFETY: only the task that runs this worker touches `next`, which is atomic only to avoid exclusivity checks.
    // `queue` guards itself.
    let queue = ReadyQueue()
    private unowned(unsafe) let owner: Scheduler
    var scheduler: Scheduler { unsafe owner }
    let index: Int
    private let next = unsafe Atomic<Unmanaged<ScheduleCell>?>(nil)
    private let wantsHelp = Atomic<Bool>(false)

    init(scheduler: Scheduler, index: Int) {
        unsafe owner = scheduler
        self.index = index
    }

    /// Whether other workers may take cells out of the queue: its work is worth more than it costs to fetch.
    var sharesWork: Bool { wantsHelp.load(ordering: .relaxed) }

    /// Accepts a cell that a step of this worker woke; the cell woken last runs first.
    func take(_ cell: CellReference) {
        if let waiting = unsafe next.load(ordering: .relaxed) { unsafe queue.push(CellReference(waiting)) }
        unsafe next.store(cell.cell, ordering: .relaxed)
    }

    /// Steps ready nodes until the run is over; `start` starts the task of another worker.
    func run(starting start: (Worker) -> Void) async {
        scheduler.workerStarted()
        var pace = Pace(now: Monotonic.now())
        var hasGivenWay = false
        while true {
            // The steps themselves are not async code: nothing in them has to outlive a suspension.
            let hasWork = CurrentWorker.stepping(self) { stepForASlice(&pace, start) }
            if hasWork {
                hasGivenWay = false
                await Task.yield()
            } else if !hasGivenWay, scheduler.externalCount.load(ordering: .relaxed) > 0 {
                // Tasks that closures have started need a thread. If they get this one, they may answer before a worker
                // has to park and be woken.
                hasGivenWay = true
                await Task.yield()
            } else {
                hasGivenWay = false
                guard await scheduler.park(self) else { return }
                // The spare worker may be inside a closure for long.
                callSpare(start)
                pace = Pace(now: Monotonic.now())
            }
        }
    }

    /// Steps ready nodes until none is left or the slice is used up; false when none is left.
    private func stepForASlice(_ pace: inout Pace, _ start: (Worker) -> Void) -> Bool {
        // Loaded once: each load of an unowned reference counts it up and down, which costs half as much as a step.
        let scheduler = scheduler
        while true {
            let due = scheduler.takeDue()
            if !due.isEmpty { attend(to: due, start) }
            guard let cell = findCell(scheduler, queuesFirst: pace.isQueuesTurn) ?? lookOut() else { return false }
            let budget = cell.with { $0.budget }
            let step = step(cell, scheduler, budget: budget)
            let learned = pace.stepped(step.count, budget)
            if learned != budget { cell.with { $0.budget = learned } }
            settle(cell, step.outcome)
            if pace.hasJustLooked, wantsPause(&pace, start) { return true }
        }
    }

    /// Lets a ready node handle up to `budget` elements; ``settle(_:_:)`` must follow.
    @inline(__always)
    func step(_ cell: CellReference, _ scheduler: Scheduler, budget: Int) -> Step {
        cell.with { $0.step(by: self, scheduler, budget: budget) }
    }

    /// The cell that has waited longest in this worker's queue, else the cell to run next.
    func popOldest() -> CellReference? { queue.pop() ?? popNext() }

    private func findCell(_ scheduler: Scheduler, queuesFirst: Bool) -> CellReference? {
        if queuesFirst, let cell = scheduler.popInjected() ?? queue.pop() { return cell }
        return popNext() ?? queue.pop() ?? scheduler.findWork(for: self)
    }

    private func popNext() -> CellReference? {
        guard let cell = unsafe next.load(ordering: .relaxed) else { return nil }
        unsafe next.store(nil, ordering: .relaxed)
        return unsafe CellReference(cell)
    }

    /// Watches the queues of overloaded workers for about the time that it would take to park and be woken.
    private func lookOut() -> CellReference? {
        guard scheduler.isWorkShared(besides: self) else { return nil }
        let end = Monotonic.now() + Pace.watch
        repeat {
            if let cell = scheduler.findWork(for: self) { return cell }
        } while Monotonic.now() < end && scheduler.isLive
        return nil
    }

    /// Queues a cell again, or leaves it, as its step's outcome says.
    func settle(_ cell: CellReference, _ outcome: Step.Outcome) {
        if cell.with({ $0.settle(outcome) }) { queue.push(cell) }
        if outcome == .ended { scheduler.nodeEnded() }
    }

    // MARK: - Between steps

    /// Tells every node a new phase, and makes sure that external news finds a worker.
    @inline(never)
    func attend(to due: Due, _ start: (Worker) -> Void) {
        if due.contains(.sweep) { scheduler.sweep?(self) }
        if due.contains(.spare) { callSpare(start) }
    }

    private func callSpare(_ start: (Worker) -> Void) {
        if scheduler.lacksSpare { callHelp(start) }
    }

    private func callHelp(_ start: (Worker) -> Void) {
        if let helper = scheduler.nextHelper() { start(helper) }
    }

    /// Calls for help when too much work waits; returns whether the slice is used up.
    private func wantsPause(_ pace: inout Pace, _ start: (Worker) -> Void) -> Bool {
        let isOverloaded = pace.isOverloaded(by: queue.glance + scheduler.injectedGlance)
        if pace.sharesWork != sharesWork { wantsHelp.store(pace.sharesWork, ordering: .relaxed) }
        if isOverloaded, pace.mayCallHelp(), !scheduler.wakeOne() { callHelp(start) }
        return pace.isSliceOver()
    }
}
