import Synchronization

/// Decides which cell steps next. It has the ready queues of one run and its parked workers, and knows when nothing can
/// move.
///
/// Workers are tasks; a worker without work parks. The worker that parks last knows that no cell is ready and no worker
/// runs. If nothing external is awaited either, the run can never move again by itself, and `atRest` must change that.
///
/// Under a conductor no worker runs: ready cells wait in the workers' queues until the conductor takes them. It lends a
/// worker to each step.
@usableFromInline
final class Scheduler: @unchecked Sendable {
    // SAFETY: `workers`, `watch` and the closures are written before the first worker starts. The run clears the closures
    // after the last worker has ended and the monitor has left. Everything else is atomic or guarded.
    private(set) var workers: [Worker] = []
    /// Called by the only awake worker when nothing can move; returns whether it has made something move.
    var atRest: (@Sendable (Worker) -> Bool)?
    /// Notifies every node; a worker calls it after the phase changed.
    var sweep: (@Sendable (Worker) -> Void)?

    /// Decides in place of the workers, if there is one.
    let conductor: (any Conductor)?

    let live = Atomic<Int>(0)
    let externalCount = Atomic<Int>(0)
    /// How many external waits do not keep a run from being at rest: timers, inlets, readers, a test's probes.
    let passiveCount = Atomic<Int>(0)
    let restWatch = RestWatch()
    private let injected = ReadyQueue()
    private let currentPhase = Atomic<UInt8>(RunPhase.running.rawValue)
    private let sweepDue = Atomic<Bool>(false)
    let parkedCount = Atomic<Int>(0)
    let startedCount = Atomic<Int>(0)
    /// Starts one more worker; false if none is left.
    var startHelper: (@Sendable () -> Bool)?
    /// Called by the monitor while a step is late, to wake the consumers of what it has sent.
    var showLateOutput: (@Sendable () -> Void)?
    /// Called by the monitor when a deadline has come.
    var deadlineCame: (@Sendable () -> Void)?
    /// Nil if no monitor watches the run: it has a conductor, or a test plays the workers.
    private(set) var watch: MonitoredRun?
    @usableFromInline let lending: Lending
    let lanes = LaneRegister()
    let ends = EndWatch()
    let parking = Guarded(Parking())

    /// A worker that waits.
    struct Sleeper {
        let suspension: Suspension<Bool>
        let worker: Worker
    }

    struct Parking {
        var parked: [Sleeper] = []
        var isStopped = false
    }

    init(width: Int, conductor: (any Conductor)? = nil, lending: Lending = Lending()) {
        self.conductor = conductor
        self.lending = lending
        workers = (0..<Limits.workers.clamp(width)).map { Worker(scheduler: self, index: $0) }
    }

    /// Lets the monitor watch the workers; called before any other thread has the run.
    func beMonitored() {
        if conductor == nil { watch = MonitoredRun(self) }
    }

    /// Breaks the cycle between the scheduler and its closures, once all workers have ended.
    func dismantle() {
        watch?.end()
        atRest = nil
        sweep = nil
        startHelper = nil
        showLateOutput = nil
        deadlineCame = nil
    }

    /// Whether a node has yet to end.
    var isLive: Bool { live.load(ordering: .relaxed) > 0 }

    /// Adds to the nodes that must end before the run does.
    func expect(nodes: Int) {
        live.add(nodes, ordering: .sequentiallyConsistent)
    }

    /// Counts a node that has ended; after the last one the workers leave.
    func nodeEnded() {
        let left = live.subtract(1, ordering: .sequentiallyConsistent).newValue
        if left == 0 { stop() }
    }

    /// A reference for an external caller whose call may outlive the run. Never inlined: otherwise the optimiser would
    /// see that the caller borrows a reference already, and remove this one.
    @inline(never)
    func kept() -> Unmanaged<Scheduler> { unsafe .passRetained(self) }

    // MARK: - Phase

    var phase: RunPhase { RunPhase(rawValue: currentPhase.load(ordering: .sequentiallyConsistent))! }

    /// Moves the run forward; a worker then tells every node. Safe from any thread, any number of times. True if the
    /// run was not yet in this phase.
    @discardableResult
    func advance(to phase: RunPhase) -> Bool {
        let before = currentPhase.max(phase.rawValue, ordering: .sequentiallyConsistent).oldValue
        guard before < phase.rawValue else { return false }
        sweepDue.store(true, ordering: .sequentiallyConsistent)
        interrupt()
        // Not by steps: a worker may be inside the very closure that has to hear of it.
        if phase == .cancelled { lanes.cancelAll() } else { lanes.cancelSources() }
        wakeOne()
        return true
    }

    /// Whether a worker has yet to tell the nodes a new phase.
    var isSweepDue: Bool { sweepDue.load(ordering: .sequentiallyConsistent) }

    /// Whether the caller must tell the nodes a new phase, and nobody else will.
    @inline(__always)
    func takeSweep() -> Bool {
        sweepDue.load(ordering: .relaxed) && sweepDue.exchange(false, ordering: .sequentiallyConsistent)
    }

    /// Makes every worker look at its node again after the closure that it is in.
    func interrupt() {
        for worker in workers { worker.interrupt() }
    }

    /// The same for a caller that is itself a step: it matters only if another worker has started.
    func interruptOthers() {
        if startedCount.load(ordering: .relaxed) > 1 { interrupt() }
    }

    // MARK: - Helpers

    /// Wakes a parked worker or, failing that, starts one more.
    func callHelp() {
        if !wakeOne() { _ = startHelper?() }
    }

    /// Frees what waits behind a step that takes long; the monitor calls it.
    func help(_ late: Worker) {
        late.interrupt()
        lending.lose()
        if late.lendWork() || hasWork { callHelp() }
    }

    // MARK: - Ready cells

    /// Queues a claimed cell, and wakes a worker for it when the call comes from outside of the run.
    func queue(_ cell: CellReference, from worker: WorkerHandle?) {
        if let worker { return worker.take(cell) }
        injected.push(cell)
        wakeOne()
    }

    /// A cell from outside of the run or, failing that, a cell of an overloaded worker.
    func findWork(for worker: Worker) -> CellReference? {
        if let cell = injected.pop() { return cell }
        for offset in 1..<max(2, workers.count) {
            let victim = workers[(worker.index + offset) % workers.count]
            if victim !== worker, victim.sharesWork, let cell = victim.queue.pop() { return cell }
        }
        return nil
    }

    /// Whether another worker has more work than it can do soon.
    func isWorkShared(besides worker: Worker) -> Bool {
        workers.contains { $0 !== worker && $0.sharesWork }
    }

    /// How many cells wait that were queued from outside of the run, read without the lock.
    var injectedGlance: Int { injected.glance }

    /// Takes a cell that was queued from outside of the run; a busy worker calls it now and then.
    func popInjected() -> CellReference? {
        injected.isEmpty ? nil : injected.pop()
    }

    // MARK: - Parking

    func workerStarted() {
        startedCount.add(1, ordering: .sequentiallyConsistent)
    }

    /// Waits until there may be work; returns false when the run is over.
    func park(_ worker: Worker) async -> Bool {
        await withSuspension { continuation in
            // The body may run late or on another thread, so it takes the lock inside, never across the suspension.
            switch enter(Sleeper(suspension: continuation, worker: worker), mayRest: true) {
            case .stop: continuation.resume(returning: false)
            case .wake: continuation.resume(returning: true)
            case .wait: restWatch.look(at: self)
            case .rest: rest(worker, continuation)
            }
        }
    }

    private enum Verdict { case stop, wake, rest, wait }

    private func enter(_ sleeper: Sleeper, mayRest: Bool) -> Verdict {
        parking.withLock { parking in
            if parking.isStopped { return .stop }
            parking.parked.append(sleeper)
            let parked = parkedCount.add(1, ordering: .sequentiallyConsistent).newValue
            if hasWork { return takeBack(&parking, .wake) }
            // The order matters: a worker that started meanwhile and took the injected cell counts as started by now.
            let isQuiet = mayRest && externalCount.load(ordering: .sequentiallyConsistent) == 0 && !hasWork
            if isQuiet, parked == startedCount.load(ordering: .sequentiallyConsistent) {
                return takeBack(&parking, .rest)
            }
            return .wait
        }
    }

    /// Asks the run to change that nothing can move. If it cannot, the worker waits like the others and does not ask
    /// again.
    private func rest(_ worker: Worker, _ continuation: Suspension<Bool>) {
        if atRest?(worker) != false { return continuation.resume(returning: true) }
        switch enter(Sleeper(suspension: continuation, worker: worker), mayRest: false) {
        case .stop: continuation.resume(returning: false)
        case .wake, .rest: continuation.resume(returning: true)
        case .wait: restWatch.look(at: self)
        }
    }

    var hasWork: Bool {
        !injected.isEmpty || isSweepDue
    }

    private func takeBack(_ parking: inout Parking, _ verdict: Verdict) -> Verdict {
        parking.parked.removeLast()
        parkedCount.subtract(1, ordering: .sequentiallyConsistent)
        return verdict
    }

    /// Wakes one parked worker, if any; true when there was one.
    @discardableResult
    func wakeOne() -> Bool {
        if let conductor {
            conductor.stirred(nil)
            return true
        }
        // A worker that counts itself as parked after this look must see what was queued before it.
        atomicMemoryFence(ordering: .sequentiallyConsistent)
        guard parkedCount.load(ordering: .sequentiallyConsistent) > 0 else { return false }
        let sleeper = parking.withLock { parking -> Sleeper? in
            guard let last = parking.parked.popLast() else { return nil }
            parkedCount.subtract(1, ordering: .sequentiallyConsistent)
            return last
        }
        sleeper?.suspension.resume(returning: true)
        return sleeper != nil
    }

    /// Called when the last node has ended.
    func stop() {
        let sleepers = parking.withLock { parking in
            parking.isStopped = true
            parkedCount.store(0, ordering: .sequentiallyConsistent)
            defer { parking.parked = [] }
            return parking.parked
        }
        for sleeper in sleepers { sleeper.suspension.resume(returning: false) }
        restWatch.look(at: self)
    }
}
