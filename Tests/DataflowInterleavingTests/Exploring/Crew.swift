import struct Synchronization.AtomicLoadOrdering
import struct Synchronization.AtomicUpdateOrdering

@testable import Dataflow

/// The engine's own workers, each with a participant as its thread.
final class Crew: @unchecked Sendable {
    // SAFETY: of the participants one at a time runs.
    private let stage: Stage
    private let scheduler: Scheduler
    private let executors: [StageExecutor]
    /// How often a worker has called for help; the next one starts then.
    private let calls = Counter()
    private let object: Int
    /// How many workers there are; a helper starts after the first one has.
    private let startedObject: Int
    private var started: Int

    /// - Parameter started: how many workers start by themselves; the others wait until they are called.
    init(_ stage: Stage, _ scheduler: Scheduler, started: Int = 1) {
        self.stage = stage
        self.scheduler = scheduler
        self.started = started
        object = stage.newestObject
        startedObject = stage.object { _ = scheduler.startedCount.load(ordering: .relaxed) }
        executors = scheduler.workers.map { _ in StageExecutor(stage) }
        for (worker, executor) in zip(scheduler.workers, executors) { unsafe worker.thread = executor }
        scheduler.startHelper = { [unowned self] in start() }
    }

    var participants: [Cast.Participant] {
        let first = started
        return executors.indices.map { number in
            Cast.Participant(name: "worker \(number)") { [self] in
                if number > 0, !stage.awaitNews(of: number < first ? startedObject : object, isPatient: true) { return }
                executors[number].run { [self] in await scheduler.workers[number].run() }
            }
        }
    }

    /// The next worker is called: the one whose participant waits for just that.
    private func start() -> Bool {
        guard started < executors.count else { return false }
        started += 1
        calls.value.add(1, ordering: .acquiringAndReleasing)
        return true
    }
}
