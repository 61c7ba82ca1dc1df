/// The task of a worker. The run owns it, so that a thread outside of it can cancel it while a step is inside a closure.
///
/// The task is made where the run was started, and so has its priority and its task-local values. Its first job waits
/// here until somebody wants the worker: then any thread, also one without a task, can start it.
final class WorkerTask: TaskExecutor, WorkerThread {
    private struct State {
        /// Whether the next job waits for whoever wants the worker.
        var isHeld = true
        var held: UnownedJob?
        /// Whether the thread that holds the next job lends itself to it.
        var isLent = false
        var lentSince: Int64?
    }

    // SAFETY: a held job is taken out under the lock, and so runs once; every other one goes to the pool. `task` is
    // written before anybody else has a reference, and never again.
    private let state = Guarded(State())
    private nonisolated(unsafe) var task: Task<Void, Never>?
    let priority = Task.currentPriority

    init(_ body: @escaping @Sendable () async -> Void) {
        unsafe task = Task(executorPreference: self, operation: body)
    }

    /// Starts the task in the app's pool.
    func start() {
        if let job = takeHeld() { globalConcurrentExecutor.enqueue(ExecutorJob(job)) }
    }

    /// Runs the task on this thread until it suspends for the first time.
    func startHere() { runHeld() }

    func resumeHere(_ sleeper: Suspension<Bool>) {
        state.withLock { state in
            state.isHeld = true
            state.isLent = true
        }
        sleeper.resume(returning: true)
        // Nothing is held if the worker was only about to wait, on another thread: it goes on there.
        runHeld()
    }

    var lentSince: Int64? { state.withLock { $0.lentSince } }

    private func runHeld() {
        if let job = takeHeld() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    func cancel() { unsafe task?.cancel() }

    /// Waits until the task has ended, and lends it the priority of the caller.
    func end() async { unsafe await task?.value }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let now = Monotonic.now()
        let isKept = state.withLock { state in
            state.lentSince = state.isLent ? now : nil
            state.isLent = false
            guard state.isHeld else { return false }
            state.held = job
            return true
        }
        if !isKept { globalConcurrentExecutor.enqueue(ExecutorJob(job)) }
    }

    private func takeHeld() -> UnownedJob? {
        state.withLock { state in
            state.isHeld = false
            state.isLent = false
            return state.held.take()
        }
    }
}
