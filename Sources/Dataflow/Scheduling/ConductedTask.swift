/// A task that makes steps under a conductor, so that they see what a worker's steps would see: the task's local
/// values, and whether it was cancelled.
///
/// The task waits on this executor, which runs nothing by itself. A thread that wants a step resumes the task, and at
/// once runs the job that this enqueues here.
final class ConductedTask: TaskExecutor {
    // SAFETY: the continuation is resumed once, by the thread that takes it out of `waiting` under the lock. A job is
    // run once, by the thread that takes it out of `job`; there is at most one, the task's. `task` is written before
    // anybody else has a reference, and never again.
    private struct State {
        var job: UnownedJob?
        var waiting: Suspension<Bool>?
        var action: (@Sendable () -> Step)?
        var step = Step.wait(.external)
    }

    private let state = Guarded(State())
    private nonisolated(unsafe) var task: Task<Void, Never>?

    /// - Parameter onCancel: called when something cancels the task.
    init(onCancel: @escaping @Sendable () -> Void) {
        unsafe task = Task(executorPreference: self) { [self] in
            await withTaskCancellationHandler {
                while await isWanted() { act() }
            } onCancel: {
                onCancel()
            }
        }
    }

    /// Makes the task run a step, and returns its outcome.
    func perform(_ action: @escaping @Sendable () -> Step) -> Step {
        // Before the first step, the task has not yet reached the place where it waits.
        runJob()
        let waiting = state.withLock { state in
            state.action = action
            return state.waiting.take()
        }
        waiting?.resume(returning: true)
        runJob()
        return state.withLock { $0.step }
    }

    /// Lets the task run to its end; called after the last step.
    func end() {
        runJob()
        state.withLock { $0.waiting.take() }?.resume(returning: false)
        runJob()
    }

    func cancel() { unsafe task?.cancel() }

    /// Waits until the task has ended.
    func ended() async { unsafe await task?.value }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.job = job }
    }

    private func runJob() {
        let job = state.withLock { $0.job.take() }
        unsafe job?.runSynchronously(on: asUnownedTaskExecutor())
    }

    private func act() {
        guard let step = state.withLock({ $0.action.take() })?() else { return }
        state.withLock { $0.step = step }
    }

    private nonisolated(nonsending) func isWanted() async -> Bool {
        await withSuspension { continuation in
            state.withLock { $0.waiting = continuation }
        }
    }
}
