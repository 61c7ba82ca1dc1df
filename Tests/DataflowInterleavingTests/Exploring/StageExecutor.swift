import struct Synchronization.AtomicLoadOrdering

@testable import Dataflow

/// Runs the jobs of one participant's task on that participant's thread: `await` on the stage.
final class StageExecutor: TaskExecutor, WorkerThread, @unchecked Sendable {
    // SAFETY: of the participants one at a time runs. A job counts once `given` has been moved on.
    private var jobs: [UnownedJob] = []
    private var taken = 0
    private let given = Atomic<Int>(0)
    private let object: Int
    private unowned let stage: Stage
    private var isDone = false
    private var isLent = false
    let priority = TaskPriority.background

    init(_ stage: Stage) {
        self.stage = stage
        object = stage.newestObject
    }

    func enqueue(_ job: consuming ExecutorJob) {
        jobs.append(UnownedJob(job))
        given.add(1, ordering: .acquiringAndReleasing)
    }

    /// Runs the task to its end, or until the play is over.
    func run(_ body: @escaping @Sendable () async -> Void) {
        Task(executorPreference: self) {
            await body()
            self.isDone = true
        }
        while !isDone {
            if !runNext(), !stage.awaitNews(of: object) { return }
        }
    }

    /// Runs the job that waits, on the thread of whoever calls.
    private func runNext(isLent: Bool = false) -> Bool {
        guard taken < given.load(ordering: .acquiring) else { return false }
        taken += 1
        self.isLent = isLent
        jobs[taken - 1].runSynchronously(on: asUnownedTaskExecutor())
        return true
    }

    // MARK: - A lent thread

    var lentSince: Int64? { isLent ? Monotonic.now() : nil }

    func resumeHere(_ sleeper: Suspension<Bool>) {
        sleeper.resume(returning: true)
        _ = runNext(isLent: true)
    }
}
