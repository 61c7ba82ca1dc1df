/// The tasks of a run's workers: the first worker begins on the thread that starts the run; the others are made one
/// ahead, and start when somebody calls for help.
///
/// Only a task of the run can make another one with the run's task-local values. So each worker makes the task of the
/// next one before its first step, while it still can: later it may be inside a closure for long.
final class WorkerTasks: Sendable {
    private struct State {
        /// Those that have started.
        var started: [WorkerTask] = []
        /// How many of them were waited for.
        var endedCount = 0
        /// The next one, which waits for a call.
        var spare: WorkerTask?
        var isCancelled = false
        var isOver = false
    }

    private let state = Guarded(State())

    /// Runs the workers of a scheduler until its last node has ended.
    func run(_ scheduler: Scheduler) async {
        let first = WorkerTask { [self] in await work(scheduler.workers[0]) }
        // SAFETY: the worker has not started.
        unsafe scheduler.workers[0].thread = first
        let isCancelled = state.withLock { state in
            state.started.append(first)
            return state.isCancelled
        }
        if isCancelled { first.cancel() }
        // With an executor of its own, the calling task is on a thread that the app uses for other things.
        // SAFETY: the task is asked inside of the closure, and does not leave it.
        let isElsewhere = unsafe withUnsafeCurrentTask { unsafe $0?.unownedTaskExecutor != nil }
        if isElsewhere { first.start() } else { first.startHere() }
        await end()
    }

    /// Starts one more worker, from any thread; false if there is none left.
    func callHelp() -> Bool {
        let helper = state.withLock { state -> WorkerTask? in
            guard !state.isOver, let helper = state.spare.take() else { return nil }
            state.started.append(helper)
            return helper
        }
        helper?.start()
        return helper != nil
    }

    /// Cancels the tasks, for the sake of closures that ask.
    func cancel() {
        let tasks = state.withLock { state in
            state.isCancelled = true
            return state.started
        }
        for task in tasks { task.cancel() }
    }

    private func work(_ worker: Worker) async {
        prepareSpare(worker.scheduler, worker.index + 1)
        await worker.run()
    }

    /// Makes the task of the next worker; called in the task of the one before.
    private func prepareSpare(_ scheduler: Scheduler, _ index: Int) {
        guard index < scheduler.workers.count else { return }
        let spare = WorkerTask { [self] in
            let (isOver, isCancelled) = state.withLock { ($0.isOver, $0.isCancelled) }
            // SAFETY: as above.
            if isCancelled { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
            if !isOver { await work(scheduler.workers[index]) }
        }
        // SAFETY: the worker has not started.
        unsafe scheduler.workers[index].thread = spare
        state.withLock { $0.spare = spare }
    }

    /// Waits for those that have started. One that nobody has called runs here, and finds that the run is over.
    private func end() async {
        while let task = nextToEnd() { await task.end() }
        let spare = state.withLock { $0.spare.take() }
        spare?.startHere()
        await spare?.end()
    }

    /// The next task to wait for. After the last one nobody can start another.
    private func nextToEnd() -> WorkerTask? {
        state.withLock { state in
            state.isOver = state.endedCount == state.started.count
            guard !state.isOver else { return nil }
            state.endedCount += 1
            return state.started[state.endedCount - 1]
        }
    }
}
