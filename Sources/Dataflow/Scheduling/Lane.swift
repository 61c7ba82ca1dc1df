import Synchronization

/// A task of the run that its workers step like a node: whatever resumes the task makes the lane ready.
///
/// The lane is its own cell, and the executor that its task prefers. So code that awaits continues in a worker's step,
/// no thread is woken for it, and the scheduler decides the whole schedule.
@usableFromInline
final class Lane: ScheduleCell, TaskExecutor, @unchecked Sendable {
    // SAFETY: only steps of the lane's node touch `task`. A job waits in the guarded queue until a step runs it, or it
    // goes to the app's own pool; so it runs once.
    private struct State {
        var jobs = Fifo<UnownedJob>()
        /// Whether a worker is inside the lane's step: then it finds jobs that come in now.
        var isInside = false
        /// The task, once it has used its budget for this step.
        var paused: Suspension<Void>?
        var isDone = false
    }

    /// The most jobs that one step runs, so that a task that keeps yielding starves nobody. A conductor decides after
    /// each job what runs next.
    private let jobsPerStep: Int
    private let state = Guarded(State())
    /// The task; it and the lane keep each other alive until the lane has ended.
    private var task: Task<Void, Never>?
    /// How many elements the task has handled in this step, and how many it may handle; unlimited outside of steps.
    private let handled = Atomic<Int>(0)
    private let turnBudget = Atomic<Int>(.max)

    init(scheduler: Scheduler, name: String = "") {
        jobsPerStep = scheduler.conductor == nil ? 4 : 1
        super.init(scheduler: scheduler, name: name)
    }

    /// Starts the task; called once, in a step of the lane's node.
    func start(_ body: @escaping @Sendable () async -> Void) {
        task = Task(executorPreference: self) {
            await body()
            self.queueUp { state in state.isDone = true }
        }
    }

    /// Cancels the task; called in a step of the lane's node.
    func cancel() { task?.cancel() }

    // MARK: - The task's side

    /// Counts an element that the task has handled; true when the task should pause, because its budget is used up.
    @usableFromInline
    func hasUsedItsBudget() -> Bool {
        let now = handled.load(ordering: .relaxed) &+ 1
        handled.store(now, ordering: .relaxed)
        return now >= turnBudget.load(ordering: .relaxed)
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

    /// Takes the task's next job. Jobs beside it (its child tasks) go to the app's own pool, to run at the same time,
    /// or to a conductor.
    @usableFromInline
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        scheduler.conductor?.stirred(name)
        let elsewhere = Self.elsewhere(scheduler)
        var isTaken = false
        queueUp { state in
            guard !state.isDone, state.jobs.isEmpty else { return }
            state.jobs.append(job)
            isTaken = true
        }
        if !isTaken { elsewhere.enqueue(ExecutorJob(job)) }
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
            let hasNews = state.isDone || !state.jobs.isEmpty
            return hasNews && !state.isInside && claim() ? CellReference(self) : nil
        }
        if let claimed { scheduler.queue(claimed, from: worker) }
        unsafe kept?.release()
    }

    /// Runs the jobs that the lane does not run itself.
    private static func elsewhere(_ scheduler: Scheduler) -> any TaskExecutor {
        scheduler.conductor?.executor ?? globalConcurrentExecutor
    }

    override func step(_ turn: Turn) -> Step {
        let paused = state.withLock { state in
            state.isInside = true
            return state.paused.take()
        }
        turnBudget.store(turn.budget, ordering: .relaxed)
        paused?.resume()
        var count = 0
        while count < jobsPerStep, let job = state.withLock({ $0.jobs.popFirst() }) {
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
            count += 1
        }
        turnBudget.store(.max, ordering: .relaxed)
        return leave(max(1, handled.exchange(0, ordering: .relaxed)))
    }

    private func leave(_ count: Int) -> Step {
        let (isDone, hasMore) = state.withLock { state in
            state.isInside = false
            return (state.isDone, !state.jobs.isEmpty || state.paused != nil)
        }
        guard isDone else { return hasMore ? .again(count) : .wait(.external, count: count) }
        // An actor may have left a job here that is not the task's own; no step of the lane will run it.
        let elsewhere = Self.elsewhere(scheduler)
        while let job = state.withLock({ $0.jobs.popFirst() }) { elsewhere.enqueue(ExecutorJob(job)) }
        return Step(.ended, count: count)
    }
}
