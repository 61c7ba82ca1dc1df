/// The task of a worker. The run owns it, so that a thread outside of it can cancel it while a step is inside a closure.
///
/// The task is made where the run was started, and so has its priority and its task-local values. Its first job waits
/// here until somebody wants the worker: then any thread, also one without a task, can start it.
final class WorkerTask: TaskExecutor {
    private struct State {
        var isHeld = true
        var first: UnownedJob?
    }

    // SAFETY: the first job is taken out under the lock, and so runs once; every other one goes to the pool. `task` is
    // written before anybody else has a reference, and never again.
    private let state = Guarded(State())
    private nonisolated(unsafe) var task: Task<Void, Never>?

    init(_ body: @escaping @Sendable () async -> Void) {
        unsafe task = Task(executorPreference: self, operation: body)
    }

    /// Starts the task in the app's pool.
    func start() {
        if let job = takeFirst() { globalConcurrentExecutor.enqueue(ExecutorJob(job)) }
    }

    /// Runs the task on this thread until it suspends for the first time.
    func startHere() {
        if let job = takeFirst() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    func cancel() { unsafe task?.cancel() }

    /// Waits until the task has ended, and lends it the priority of the caller.
    func end() async { unsafe await task?.value }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isKept = state.withLock { state in
            guard state.isHeld else { return false }
            state.first = job
            return true
        }
        if !isKept { globalConcurrentExecutor.enqueue(ExecutorJob(job)) }
    }

    private func takeFirst() -> UnownedJob? {
        state.withLock { state in
            state.isHeld = false
            return state.first.take()
        }
    }
}
