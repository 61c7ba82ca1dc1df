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
    // SAFETY: the monitor's lock guards `index` and `hasEnded`. Only its thread touches `watches`, `spacing` and `idleLooks`, between
    // `beginVisit` and `endVisit`; then the scheduler is alive, for its run waits in `end` for the visitor.
    var index: Int?
    var hasEnded = false
    private var watches: [StepWatch] = []
    private var spacing = LookSpacing()
    private var idleLooks = 0
    private unowned(unsafe) let scheduler: Scheduler
    private let isWatched = Atomic<Bool>(false)
    private let isVisited = Atomic<Bool>(false)
    /// By the monotonic clock, in nanoseconds.
    private let deadline = Atomic<Int64>(.max)

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

    /// Makes the monitor tell the run when so much time has passed, even if no task of the app gets a thread.
    func setDeadline(after duration: Duration) {
        let (seconds, attoseconds) = duration.components
        // Longer than anybody waits: then the clock's own timer will do.
        guard seconds < 1_000_000_000 else { return }
        let moment = Monotonic.now() + seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        // Of two drains at once, the later one counts; the other has the clock's timer.
        deadline.store(moment, ordering: .sequentiallyConsistent)
        beWatched()
    }

    private func lookAtDeadline() -> Bool {
        let moment = deadline.load(ordering: .sequentiallyConsistent)
        if moment == .max { return false }
        guard Monotonic.now() >= moment else { return true }
        deadline.store(.max, ordering: .sequentiallyConsistent)
        unsafe scheduler.deadlineCame?()
        return false
    }

    /// Called once no worker steps any more. When it returns, the monitor does not touch the run.
    func end() {
        Monitor.shared.forget(self)
        // A look that is under way takes as long as a look at every node, if a step is late.
        var pause = timespec(tv_sec: 0, tv_nsec: 20_000)
        while isVisited.load(ordering: .sequentiallyConsistent) { unsafe nanosleep(&pause, nil) }
    }

    // MARK: - For the monitor

    func beginVisit() { isVisited.store(true, ordering: .sequentiallyConsistent) }
    func endVisit() { isVisited.store(false, ordering: .sequentiallyConsistent) }

    /// Helps behind every step that was under way at the look before, and tells a deadline that has come; false if there
    /// is none and no worker has stepped for some looks.
    func look() -> Bool {
        let hasDeadline = lookAtDeadline()
        let workers = unsafe scheduler.workers
        if watches.count < workers.count { watches = Array(repeating: StepWatch(), count: workers.count) }
        var (isStepping, isLate) = (false, false)
        for worker in workers {
            let step = worker.currentStep
            isStepping = isStepping || step != nil
            guard watches[worker.index].isLate(step) else { continue }
            // First, so that help comes for what it makes ready.
            if !isLate { showLateOutput() }
            isLate = true
            unsafe scheduler.help(worker)
        }
        idleLooks = isStepping || hasDeadline ? 0 : idleLooks + 1
        return idleLooks < Monitor.idleLooks
    }

    private func showLateOutput() {
        let start = Monotonic.now()
        guard spacing.isDue(at: start) else { return }
        unsafe scheduler.showLateOutput?()
        spacing.took(from: start, to: Monotonic.now())
    }

    /// The monitor has let go of the run; a worker that has begun to step meanwhile, and saw that the run was watched,
    /// makes it watched again.
    func rest() {
        isWatched.store(false, ordering: .sequentiallyConsistent)
        idleLooks = 0
        let isStepping = unsafe scheduler.workers.contains { $0.currentStep != nil }
        if isStepping || deadline.load(ordering: .sequentiallyConsistent) != .max { beWatched() }
    }
}
