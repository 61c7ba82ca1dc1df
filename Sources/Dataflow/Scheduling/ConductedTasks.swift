/// The tasks that make a run's steps under a conductor: one for each node that may be inside a closure at once.
///
/// Only a task of the run can make another one with the run's task-local values. So each makes the next one before its
/// first step, while it still can: later a closure may have values of its own.
final class ConductedTasks: Sendable {
    private struct State {
        var tasks: [ConductedTask] = []
        var isCancelled = false
    }

    private let state = Guarded(State())
    private let width: Int
    private let onCancel: @Sendable () -> Void

    /// Makes the first task; called in the task that runs the graph.
    ///
    /// - Parameters:
    ///   - width: how many steps may be under way at once.
    ///   - onCancel: called when something cancels one of the tasks.
    init(width: Int, onCancel: @escaping @Sendable () -> Void) {
        self.width = width
        self.onCancel = onCancel
        prepare(0)
    }

    /// Makes one of the tasks run a step, and returns its outcome; the step before it in number is under way.
    func perform(by index: Int, _ action: @escaping @Sendable () -> Step) -> Step {
        let task = state.withLock { $0.tasks[index] }
        return task.perform { [self] in
            prepare(index + 1)
            return action()
        }
    }

    /// Cancels the tasks, for the sake of closures that ask.
    func cancel() {
        let tasks = state.withLock { state in
            state.isCancelled = true
            return state.tasks
        }
        for task in tasks { task.cancel() }
    }

    /// Lets the tasks run to their ends, the first one last: the run waits for it.
    func end() {
        for task in state.withLock({ $0.tasks }).reversed() { task.end() }
    }

    /// Waits until all tasks have ended.
    func ended() async {
        await state.withLock { $0.tasks[0] }.ended()
        for task in state.withLock({ $0.tasks }) { await task.ended() }
    }

    private func prepare(_ index: Int) {
        guard index < width, state.withLock({ $0.tasks.count }) == index else { return }
        let task = ConductedTask(onCancel: onCancel)
        let isCancelled = state.withLock { state in
            state.tasks.append(task)
            return state.isCancelled
        }
        if isCancelled { task.cancel() }
    }
}
