import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What the monitor knows of a run.
final class MonitoredRun: @unchecked Sendable {
    // SAFETY: the monitor's lock guards `index`. Only its thread touches `watches` and `idleLooks`, between
    // `beginVisit` and `endVisit`; then the scheduler is alive, for its run waits in `end` for the visitor.
    var index: Int?
    private var watches: [StepWatch] = []
    private var idleLooks = 0
    private unowned(unsafe) let scheduler: Scheduler
    private let isWatched = Atomic<Bool>(false)
    private let isVisited = Atomic<Bool>(false)

    init(_ scheduler: Scheduler) { unsafe self.scheduler = scheduler }

    /// Called when a worker begins to step.
    @inline(__always)
    func beWatched() {
        if !isWatched.load(ordering: .sequentiallyConsistent) { join() }
    }

    @inline(never)
    private func join() {
        if !isWatched.exchange(true, ordering: .sequentiallyConsistent) { Monitor.shared.add(self) }
    }

    /// Called once no worker steps any more. When it returns, the monitor does not touch the run.
    func end() {
        if isWatched.load(ordering: .sequentiallyConsistent) { Monitor.shared.remove(self) }
        // A look that is under way takes as long as a look at every node, if a step is late.
        var pause = timespec(tv_sec: 0, tv_nsec: 20_000)
        while isVisited.load(ordering: .sequentiallyConsistent) { unsafe nanosleep(&pause, nil) }
    }

    // MARK: - For the monitor

    func beginVisit() { isVisited.store(true, ordering: .sequentiallyConsistent) }
    func endVisit() { isVisited.store(false, ordering: .sequentiallyConsistent) }

    /// Helps behind every step that was under way at the look before; false if no worker has stepped for some looks.
    func look() -> Bool {
        let workers = unsafe scheduler.workers
        if watches.count < workers.count { watches = Array(repeating: StepWatch(), count: workers.count) }
        var isStepping = false
        for worker in workers {
            let step = worker.currentStep
            isStepping = isStepping || step != nil
            if watches[worker.index].isLate(step) { unsafe scheduler.help(worker) }
        }
        idleLooks = isStepping ? 0 : idleLooks + 1
        return idleLooks < Monitor.idleLooks
    }

    /// The monitor has let go of the run; a worker that has begun to step meanwhile, and saw that the run was watched,
    /// makes it watched again.
    func rest() {
        isWatched.store(false, ordering: .sequentiallyConsistent)
        idleLooks = 0
        if unsafe scheduler.workers.contains(where: { $0.currentStep != nil }) { beWatched() }
    }
}

/// Tells which steps are late: those that two looks find under way. A value.
struct StepWatch {
    private var last: Int?

    /// - Parameter step: the step that the worker is in, as a number that no other step has; nil if it steps nothing.
    mutating func isLate(_ step: Int?) -> Bool {
        defer { last = step }
        return step != nil && step == last
    }
}
