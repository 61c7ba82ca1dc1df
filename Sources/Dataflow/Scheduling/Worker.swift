import Synchronization

/// One of the tasks of a run that step ready nodes; there are at most as many as cores.
///
/// A worker owns a queue of ready cells and one cell to run next. No other worker can steal that cell: a node that was
/// just woken finds its input still in the cache. A worker yields to the app's other tasks after every slice of time.
@usableFromInline
@safe package final class Worker: @unchecked Sendable {
    // SAFETY: only the task that runs this worker touches `next` and `lane`, which are atomic only to avoid exclusivity
    // checks; the lane is alive while its step lasts. `queue` guards itself.
    let queue = ReadyQueue()
    private unowned(unsafe) let owner: Scheduler
    var scheduler: Scheduler { unsafe owner }
    let index: Int
    /// What the worker runs on; set before it starts. Nil if a test plays the worker.
    nonisolated(unsafe) var thread: (any WorkerThread)?
    private let next = unsafe Atomic<Unmanaged<ScheduleCell>?>(nil)
    private let wantsHelp = Atomic<Bool>(false)
    /// Grows with each step; odd while the worker steps cells.
    private let pulse = Atomic<Int>(0)
    /// The lane whose task runs now. What it wakes goes into the queue, where it can be taken: the task's closure may go
    /// on for long.
    let lane = unsafe Atomic<Unmanaged<Lane>?>(nil)
    @usableFromInline let isInterrupted = Atomic<Bool>(false)
    @usableFromInline let bound = Atomic<Int>(0)

    init(scheduler: Scheduler, index: Int) {
        unsafe owner = scheduler
        self.index = index
    }

    /// Whether other workers may take cells out of the queue: its work is worth more than it costs to fetch.
    var sharesWork: Bool { wantsHelp.load(ordering: .relaxed) }

    /// Accepts a cell that a step of this worker woke; the cell woken last runs first.
    func take(_ cell: CellReference) {
        var later = cell
        if unsafe lane.load(ordering: .relaxed) == nil {
            let waiting = unsafe next.load(ordering: .relaxed)
            unsafe next.store(cell.cell, ordering: .relaxed)
            guard let waiting = unsafe waiting else { return }
            later = unsafe CellReference(waiting)
        }
        queue.push(later)
    }

    /// Steps ready nodes until the run is over.
    nonisolated(nonsending) func run() async {
        scheduler.workerStarted()
        var pace = Pace(now: Monotonic.now())
        var hasGivenWay = false
        while true {
            // The steps themselves are not async code: nothing in them has to outlive a suspension.
            beginSlice()
            let hasWork = stepForASlice(&pace)
            endSlice()
            if !hasGivenWay { scheduler.lending.note(hasWork ? .max : pace.age) }
            if hasWork {
                hasGivenWay = false
                await Task.yield()
                pace.giveBackThread()
            } else if !hasGivenWay, !pace.isLent, scheduler.externalCount.load(ordering: .relaxed) > 0 {
                // Tasks that closures have started need a thread. If they get this one, they may answer before a worker
                // has to park and be woken.
                hasGivenWay = true
                await Task.yield()
            } else {
                hasGivenWay = false
                guard await scheduler.park(self) else { return }
                pace = Pace(now: Monotonic.now(), lentSince: unsafe thread?.lentSince)
            }
        }
    }

    /// Steps ready nodes until none is left or the slice is used up; false when none is left.
    private func stepForASlice(_ pace: inout Pace) -> Bool {
        // Loaded once: each load of an unowned reference counts it up and down, which costs half as much as a step.
        let scheduler = scheduler
        while true {
            if scheduler.takeSweep() { scheduler.sweep?(self) }
            guard let cell = findCell(scheduler, queuesFirst: pace.isQueuesTurn) ?? lookOut() else { return false }
            if pace.isLent, cell.with({ $0.runsTasks }) {
                queue.pushFirst(cell)
                return true
            }
            let budget = cell.with { $0.budget }
            countStep()
            let step = step(cell, scheduler, budget: budget)
            let learned = pace.stepped(step.count, budget, wasInterrupted: isInterrupted.load(ordering: .relaxed))
            if learned != budget { cell.with { $0.budget = learned } }
            settle(cell, step.outcome)
            if pace.hasJustLooked, wantsPause(&pace) { return true }
        }
    }

    /// Lets a ready node handle up to `budget` elements; ``settle(_:_:)`` must follow.
    @inline(__always)
    func step(_ cell: CellReference, _ scheduler: Scheduler, budget: Int) -> Step {
        cell.with { $0.step(by: self, scheduler, budget: budget) }
    }

    /// The cell that has waited longest in this worker's queue, else the cell to run next.
    func popOldest() -> CellReference? { queue.pop() ?? popNext() }

    @inline(__always)
    private func findCell(_ scheduler: Scheduler, queuesFirst: Bool) -> CellReference? {
        if queuesFirst, let cell = scheduler.popInjected() ?? queue.pop() {
            // Nothing waits where nobody else can take it while a closure runs.
            if let next = popNext() { queue.pushFirst(next) }
            return cell
        }
        return popNext() ?? queue.pop() ?? scheduler.findWork(for: self)
    }

    private func popNext() -> CellReference? {
        guard let cell = unsafe next.load(ordering: .relaxed) else { return nil }
        unsafe next.store(nil, ordering: .relaxed)
        return unsafe CellReference(cell)
    }

    /// Watches the queues of overloaded workers for about the time that it would take to park and be woken. Not while
    /// something outside is awaited: it may need this thread.
    private func lookOut() -> CellReference? {
        guard scheduler.externalCount.load(ordering: .relaxed) == 0, scheduler.isWorkShared(besides: self) else {
            return nil
        }
        let end = Monotonic.now() + Pace.watch
        repeat {
            if let cell = scheduler.findWork(for: self) { return cell }
        } while Monotonic.now() < end && scheduler.isLive
        return nil
    }

    /// Queues a cell again, or leaves it, as its step's outcome says.
    @inline(__always)
    func settle(_ cell: CellReference, _ outcome: Step.Outcome) {
        if outcome == .ended { return end(cell) }
        if cell.with({ $0.settle(outcome) }) { queue.push(cell) }
    }

    @inline(never)
    private func end(_ cell: CellReference) {
        let ends = cell.with { $0.ends }
        _ = cell.with { $0.settle(.ended) }
        // Another thread may free the cell from here on.
        ends?.oneEnded(handle)
        scheduler.ends.tell(cell, handle)
        scheduler.nodeEnded()
    }

    // MARK: - Between steps

    func beginSlice() {
        pulse.store(pulse.load(ordering: .relaxed) &+ 1, ordering: .sequentiallyConsistent)
        scheduler.watch?.beWatched()
    }

    func endSlice() { pulse.store(pulse.load(ordering: .relaxed) &+ 1, ordering: .releasing) }

    @inline(__always)
    func countStep() { pulse.store(pulse.load(ordering: .relaxed) &+ 2, ordering: .relaxed) }

    /// Calls for help when too much work waits; returns whether the slice is used up.
    private func wantsPause(_ pace: inout Pace) -> Bool {
        let isOverloaded = pace.isOverloaded(by: queue.glance + scheduler.injectedGlance)
        if pace.sharesWork != sharesWork { wantsHelp.store(pace.sharesWork, ordering: .relaxed) }
        if isOverloaded, pace.mayCallHelp() { scheduler.callHelp() }
        return pace.isSliceOver()
    }

    // MARK: - For the monitor

    /// The step that the worker is in, as a number that no other step has; nil while it steps nothing.
    var currentStep: Int? {
        let pulse = pulse.load(ordering: .sequentiallyConsistent)
        return pulse & 1 == 1 ? pulse : nil
    }

    /// Forgets an interruption of the step before. What it was for, the next step sees: it begins after this.
    @inline(__always)
    func beginStep() {
        guard isInterrupted.load(ordering: .relaxed) else { return }
        _ = isInterrupted.exchange(false, ordering: .sequentiallyConsistent)
    }

    /// Makes the step that is under way come to its end after the closure that it is in.
    func interrupt() {
        isInterrupted.store(true, ordering: .sequentiallyConsistent)
        bound.store(0, ordering: .sequentiallyConsistent)
    }

    /// Lets other workers take what waits in the queue; true if something does.
    func lendWork() -> Bool {
        wantsHelp.store(true, ordering: .relaxed)
        return !queue.isEmpty
    }
}
