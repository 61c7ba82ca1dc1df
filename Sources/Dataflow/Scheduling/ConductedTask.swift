/// The task that runs a graph under a conductor: it makes the steps, so that they find what a worker's steps find, the
/// task's local values and whether it was cancelled.
///
/// It waits on this executor, which runs nothing by itself: who wants a step resumes it, and runs what that enqueues here
/// at once and on its own thread.
final class ConductedTask: TaskExecutor {
    // SAFETY: the continuation is resumed once, by who takes it out of `waiting` under the lock. A job is run once, by who
    // takes it out of `job`; the task has one at most.
    private struct State {
        var job: UnownedJob?
        var waiting: Suspension<Bool>?
        var action: (@Sendable () -> Step)?
        var step = Step.wait(.external)
    }

    private let state = Guarded(State())

    /// Makes steps until ``end()``; for the task itself.
    func makeSteps() async {
        await withTaskExecutorPreference(self) {
            while await self.isWanted() { self.act() }
        }
    }

    /// Lets the task make a step, before it returns.
    func perform(_ action: @escaping @Sendable () -> Step) -> Step {
        // At first the task has yet to come to where it waits.
        runJob()
        let waiting = state.withLock { state in
            state.action = action
            return state.waiting.take()
        }
        waiting?.resume(returning: true)
        runJob()
        // A task that has an executor of its own has not come here: then the simulation has lost its hold on it anyway.
        act()
        return state.withLock { $0.step }
    }

    /// Lets the task go on to its end; after the last step.
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
