import Synchronization

/// A task of the run that its workers step like a node: whatever resumes the task makes the lane ready.
///
/// The lane is its own cell, and the executor that its task prefers. So code that awaits continues in a worker's step,
/// no thread is woken for it, and the scheduler decides the whole schedule. Only the task itself runs here: its child
/// tasks, and actors that it calls, run in the app's own pool, and none of them waits for another or for the lane.
@usableFromInline
@safe final class Lane: ScheduleCell, TaskExecutor, @unchecked Sendable {
    // SAFETY: the task's job waits under the lock until a step takes it out, and so runs once; every other job goes to
    // the app's own pool.
    private struct State {
        /// The task's next job.
        var job: UnownedJob?
        /// The task as a number; no other job has it while the task lives.
        var identity: UInt?
        /// Whether a worker is inside the lane's step: then it finds jobs that come in now.
        var isInside = false
        /// The task, once it has used its budget for this step.
        var paused: Suspension<Void>?
        var isDone = false
        /// The task; it and the lane keep each other alive until the lane has ended.
        var task: Task<Void, Never>?
    }

    /// The most jobs that one step runs, so that a task that keeps yielding starves nobody. A conductor decides after
    /// each job what runs next.
    private let jobsPerStep: Int
    private let state = Guarded(State())
    /// How many elements the task has handled in this step, and how many it may handle; unlimited outside of steps.
    private let handled = Atomic<Int>(0)
    private let turnBudget = Atomic<Int>(.max)
    /// Whether somebody has cancelled the task: it takes no more elements.
    private let isCancelled = Atomic<Bool>(false)
    // SAFETY: the worker whose step the lane is in; the run owns it.
    private let worker = unsafe Atomic<Unmanaged<Worker>?>(nil)

    // SAFETY: a node outlives its lanes.
    private unowned(unsafe) let owningCell: ScheduleCell
    /// The cell of the node that the task works for.
    var node: ScheduleCell { unsafe owningCell }
    /// The same as a number.
    let owner: ObjectIdentifier
    /// Whether the task gives elements and takes none: it ends when the run drains.
    let isSource: Bool
    /// Where it stands among the lanes of its node; the register's lock guards it.
    let place = Atomic<Int>(0)

    init(scheduler: Scheduler, of owner: ScheduleCell, isSource: Bool = false, name: String = "") {
        jobsPerStep = scheduler.conductor == nil ? 4 : 1
        unsafe owningCell = owner
        self.owner = ObjectIdentifier(owner)
        self.isSource = isSource
        super.init(scheduler: scheduler, name: name, ends: owner.ends)
    }

    /// Starts the task; called once, in a step of the lane's node.
    func start(_ body: @escaping @Sendable () async -> Void) {
        let task = Task(executorPreference: self) {
            await body()
            self.queueUp { state in state.isDone = true }
        }
        state.withLock { state in state.task = task }
        if isCancelled.load(ordering: .sequentiallyConsistent) { task.cancel() }
    }

    /// Cancels the task, on any thread, whatever the lane's worker does: the closure that runs now is told at once.
    func cancel() {
        isCancelled.store(true, ordering: .sequentiallyConsistent)
        state.withLock { $0.task }?.cancel()
    }

    /// Whether the task was cancelled, and so throws `CancellationError` for no fault of its own.
    @usableFromInline
    var wasCancelled: Bool { isCancelled.load(ordering: .sequentiallyConsistent) }

    // MARK: - The task's side

    /// Counts an element that the task has handled; true when the task should pause, because its budget is used up or
    /// its worker was interrupted.
    @usableFromInline
    func hasUsedItsBudget() -> Bool {
        let now = handled.load(ordering: .relaxed) &+ 1
        handled.store(now, ordering: .relaxed)
        return now >= turnBudget.load(ordering: .relaxed) || isInterrupted
    }

    private var isInterrupted: Bool {
        guard let worker = unsafe worker.load(ordering: .relaxed) else { return false }
        return unsafe worker._withUnsafeGuaranteedRef { $0.isInterrupted.load(ordering: .relaxed) }
    }

    /// Yields to other nodes; continues in the lane's next step.
    @usableFromInline
    nonisolated(nonsending) func pause() async {
        // SAFETY: resumed once: here, or, if stored, by the step that takes it out of `paused` under the lock.
        await withSuspension { continuation in
            let isStored = state.withLock { state in
                // On another thread, such as an actor's, there is no step that would end.
                guard state.isInside, state.paused == nil else { return false }
                state.paused = continuation
                return true
            }
            if !isStored { continuation.resume() }
        }
    }

    // MARK: - The executor

    /// Takes the task's next job. Other jobs (of its child tasks, and of actors that it calls) go to the app's own pool,
    /// or to a conductor.
    @usableFromInline
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // SAFETY: a job is a pointer, and a task is its own job. The first job to come is the lane's own task.
        let identity = unsafe unsafeBitCast(job, to: UInt.self)
        scheduler.conductor?.stirred(name)
        let elsewhere = Self.elsewhere(scheduler)
        var isOwn = false
        queueUp { state in
            let own = state.identity ?? identity
            state.identity = own
            isOwn = own == identity && !state.isDone
            if isOwn { state.job = job }
        }
        if !isOwn { elsewhere.enqueue(ExecutorJob(job)) }
    }

    /// Changes the state and makes sure that a step follows, unless a worker is inside one and will look.
    ///
    /// Once the lock is released, the task may run to its end, and the run may end and free everything, also this lane.
    /// So from there on this function touches only the scheduler, which is kept until then, and a lane that was
    /// claimed.
    private func queueUp(_ change: (inout State) -> Void) {
        let scheduler = scheduler
        let worker = CurrentWorker.of(scheduler)
        let kept = unsafe worker == nil ? scheduler.kept() : nil
        let claimed = state.withLock { state -> CellReference? in
            change(&state)
            let hasNews = state.isDone || state.job != nil
            return hasNews && !state.isInside && claim() ? CellReference(self) : nil
        }
        if let claimed { scheduler.queue(claimed, from: worker) }
        unsafe kept?.release()
    }

    /// Runs the jobs that the lane does not run itself.
    private static func elsewhere(_ scheduler: Scheduler) -> any TaskExecutor {
        scheduler.conductor?.executor ?? globalConcurrentExecutor
    }

    override var runsTasks: Bool { true }

    override func step(_ turn: Turn) -> Step {
        let paused = state.withLock { state in
            state.isInside = true
            return state.paused.take()
        }
        turnBudget.store(turn.budget, ordering: .relaxed)
        CurrentWorker.inLane(self, turn.worker) {
            unsafe worker.store(turn.worker.worker, ordering: .relaxed)
            paused?.resume()
            var count = 0
            while count < jobsPerStep, let job = state.withLock({ $0.job.take() }) {
                unsafe job.runSynchronously(on: asUnownedTaskExecutor())
                count += 1
            }
            unsafe worker.store(nil, ordering: .relaxed)
        }
        turnBudget.store(.max, ordering: .relaxed)
        return leave(max(1, handled.exchange(0, ordering: .relaxed)))
    }

    private func leave(_ count: Int) -> Step {
        let (isDone, hasMore) = state.withLock { state in
            state.isInside = false
            return (state.isDone, state.job != nil || state.paused != nil)
        }
        if isDone {
            scheduler.lanes.remove(self)
            return Step(.ended, count: count)
        }
        return hasMore ? .again(count) : .wait(.external, count: count)
    }
}
