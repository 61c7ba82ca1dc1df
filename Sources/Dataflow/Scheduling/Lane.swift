import Synchronization

/// A task of the run that its workers step like a node: whatever resumes the task makes the lane ready.
///
/// The lane is its own cell, and the executor that its task prefers, so code that awaits goes on in a worker's step, without a thread being
/// woken for it, and every schedule of it is the scheduler's choice.
@usableFromInline
final class Lane: ScheduleCell, TaskExecutor, @unchecked Sendable {
    // SAFETY: `task` is touched only in steps of the node that the lane belongs to. A job waits in the guarded queue until a
    // step runs it, or is handed to the app's own pool; so each runs once.
    private struct State {
        var jobs = Fifo<UnownedJob>()
        /// Whether a worker is inside the lane's step: it finds what comes in now.
        var isInside = false
        /// The task, once it has used its budget of a step.
        var paused: Suspension<Void>?
        var isDone = false
    }

    /// How many jobs one step runs at most, so that a task that keeps giving way starves nobody. A conductor decides after
    /// each job who is next.
    private let jobsPerStep: Int
    private let state = Guarded(State())
    /// Holds the lane until it has ended, and is held by it, for the same time.
    private var task: Task<Void, Never>?
    /// What the task has handled in this step, and how much it may handle; without bounds outside of steps.
    private let handled = Atomic<Int>(0)
    private let turnBudget = Atomic<Int>(.max)

    init(scheduler: Scheduler, name: String = "") {
        jobsPerStep = scheduler.conductor == nil ? 4 : 1
        super.init(scheduler: scheduler, name: name)
    }

    /// Starts the task; called once, in a step of the node that it belongs to.
    func start(_ body: @escaping @Sendable () async -> Void) {
        task = Task(executorPreference: self) {
            await body()
            self.queueUp { state in state.isDone = true }
        }
    }

    /// Cancels the task; in a step of the node that it belongs to.
    func cancel() { task?.cancel() }

    // MARK: - The task's side

    /// The task has handled an element; true when it should pause, for it has used its budget.
    @usableFromInline
    func hasUsedItsBudget() -> Bool {
        let now = handled.load(ordering: .relaxed) &+ 1
        handled.store(now, ordering: .relaxed)
        return now >= turnBudget.load(ordering: .relaxed)
    }

    /// Gives way to other nodes; goes on in the lane's next step.
    @usableFromInline
    nonisolated(nonsending) func pause() async {
        // SAFETY: resumed once: here, or when it is stored by the step that takes it out of `paused` under the lock.
        await withSuspension { continuation in
            let isStored = state.withLock { state in
                // Elsewhere, on an actor's thread, there is no step that would come to an end.
                guard state.isInside, state.paused == nil else { return false }
                state.paused = continuation
                return true
            }
            if !isStored { continuation.resume() }
        }
    }

    // MARK: - The executor

    /// Takes what the task does next. What comes beside it (its child tasks) goes to the app's own pool, to run at the
    /// same time, or to a conductor.
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

    /// Changes the state and sees to it that a step follows, unless a worker is inside one and will look.
    ///
    /// Once the lock is open, the task may go on to its end, and with it the run and all that belongs to it, this lane
    /// included: from there only the scheduler is touched, which is kept until then, and a lane that was claimed.
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

    /// Where what the lane does not run itself goes.
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
        // An actor may have left work here that is not the task's own: nobody steps the lane any more.
        let elsewhere = Self.elsewhere(scheduler)
        while let job = state.withLock({ $0.jobs.popFirst() }) { elsewhere.enqueue(ExecutorJob(job)) }
        return Step(.ended, count: count)
    }
}
