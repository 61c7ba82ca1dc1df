/// The task that runs a graph under a conductor. It makes the steps, so that they see what a worker's steps would see:
/// the task's local values, and whether the task was cancelled.
///
/// The task waits on this executor, which runs nothing by itself. A thread that wants a step resumes the task, and at
/// once runs the job that this enqueues here.
final class ConductedTask: TaskExecutor {
    // SAFETY: the continuation is resumed once, by the thread that takes it out of `waiting` under the lock. A job is
    // run once, by the thread that takes it out of `job`; there is at most one, the task's.
    private struct State {
        var job: UnownedJob?
        var waiting: Suspension<Bool>?
        var action: (@Sendable () -> Step)?
        var step = Step.wait(.external)
    }

    private let state = Guarded(State())

    /// Makes steps until ``end()``; called by the task itself.
    func makeSteps() async {
        await withTaskExecutorPreference(self) {
            while await self.isWanted() { self.act() }
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
        // A task with an executor of its own enqueues no job here; the simulation does not control that task anyway.
        act()
        return state.withLock { $0.step }
    }

    /// Lets the task run to its end; called after the last step.
    func end() {
        state.withLock { $0.waiting.take() }?.resume(returning: false)
        runJob()
    }

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
