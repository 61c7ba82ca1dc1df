/// One run of a graph: its parts, its scheduler, its timers, and how it ends.
///
/// It owns everything of the run. Nodes, mailboxes and cells refer to it without owning it; but a cell keeps its
/// scheduler alive, for external callers that may still notify the cell.
final class Execution: RunServices {
    let name: String
    let scheduler: Scheduler
    private let clock: EngineClock
    let rest: RestGauge
    let register: RunParts
    private let workers = WorkerTasks()
    /// The tasks in place of the workers' under a conductor.
    private let conducted = Guarded<ConductedTasks?>(nil)
    private let state = Guarded(State())

    private struct State {
        var outcome = RunOutcome()
        var timekeepers: [ObjectIdentifier: Timekeeper] = [:]
        var root: Node?
        var hasEnded = false
        var waiters: [Int: Suspension<Void>] = [:]
        var nextWaiter = 0
        /// Whether the timers are stopped: no other is ever set.
        var isClosing = false
        /// How many elements waited in mailboxes when a drain came to its deadline and cancelled the run.
        var heldAtDeadline: Int?
        /// Whether the sinks give what they have when a drain comes to its deadline.
        var keepsValues = false
    }

    init(name: String, width: Int, clock: EngineClock, conductor: (any Conductor)? = nil) {
        self.name = name
        self.clock = conductor.map { EngineClock($0.time) } ?? clock
        register = RunParts(isAudited: conductor != nil)
        scheduler = Scheduler(width: width, conductor: conductor)
        rest = RestGauge(scheduler, clock)
    }

    // MARK: - Start

    /// Wires the graph; no node steps before ``run()``.
    func prepare(_ plan: GraphPlan) {
        let directory = PartDirectory(graph: name, plan)
        let rootCell = NodeCell(scheduler: scheduler, name: name)
        let ready = ReadyPorts(count: plan.results.count)
        let part = RunPart.wire(directory, scheduler: scheduler, services: self) { port in
            Waker(cell: rootCell, readyPorts: ready, port: port)
        }
        let rootWiring = NodeWiring(
            RunMembership(number: directory.root, in: directory, of: self), cell: rootCell, inputs: .init(part.results),
            outputs: .none, readyInputs: ready, policy: .stop)
        let kernel = RootKernel(rootWiring, sink: { directory.identity(of: plan.sink(at: $0)) }) {
            [unowned self] in fail($0)
        }
        let root = Node.running(kernel)
        root.join(rootCell)
        register.add(part)
        state.withLock { state in state.root = root }
        scheduler.expect(nodes: plan.frozen.count + 1)
        scheduler.sweep = { [unowned self] worker in
            for part in parts { part.notifyAll(worker.handle) }
        }
        scheduler.atRest = { [unowned self] _ in stall() }
        scheduler.deadlineCame = { [unowned self] in cutDrain() }
        scheduler.startHelper = { [unowned self] in workers.callHelp() }
        scheduler.showLateOutput = { [unowned self] in
            for part in register.unordered { part.showLateOutput() }
        }
        rootCell.notify(scheduler.workers[0].handle)
        part.start(scheduler.workers[0].handle)
    }

    /// Runs the prepared graph until its last node has ended; cancelling the calling task cancels every node.
    func run() async {
        await withTaskCancellationHandler {
            if let conductor = scheduler.conductor {
                await beConducted(by: conductor)
            } else {
                await workers.run(scheduler)
            }
        } onCancel: {
            cancel()
        }
        await finish()
    }

    /// Lets a conductor make the decisions of the workers.
    private func beConducted(by conductor: any Conductor) async {
        // A closure that cancels its own task cancels the run.
        let tasks = ConductedTasks(width: scheduler.workers.count) { [unowned self] in cancel() }
        conducted.withLock { $0 = tasks }
        // The run may have been cancelled before.
        if phase == .cancelled { tasks.cancel() }
        conductor.begin(ConductedRun(name: name, scheduler, tasks) { [register] in register.imbalance(at: $0) })
        await tasks.ended()
    }

    // MARK: - Events, from any thread

    /// Ends every node as soon as it can; true if this call ends the run.
    @discardableResult
    func cancel() -> Bool { cancel { _ in } }

    private func cancel(_ note: (inout State) -> Void) -> Bool {
        let isFirst = state.withLock { state in
            guard !state.hasEnded, state.outcome.verdict == nil else { return false }
            state.outcome.cancelled()
            note(&state)
            return true
        }
        if isFirst { endAll() }
        return isFirst
    }

    /// Tells the nodes, and at once the closures that ask whether their task is cancelled.
    @discardableResult
    private func endAll() -> Bool {
        let isFirst = scheduler.advance(to: .cancelled)
        guard isFirst else { return false }
        workers.cancel()
        conducted.withLock { $0 }?.cancel()
        return true
    }

    func stopSources() { scheduler.advance(to: .draining) }

    /// Stops the sources and waits until the run has ended. At the deadline the run is cancelled; then this waits for
    /// `patience` until the closures have returned, and no longer.
    func drain(deadline: Duration?, patience: Duration = patience) async {
        stopSources()
        guard let deadline else { return await wait() }
        // The monitor cancels in time also when closures hold every thread of the app's pool.
        if clock.isReal { scheduler.watch?.setDeadline(after: deadline) }
        await wait(until: now + deadline) { execution, waiter in
            execution.cutDrain()
            let timekeeper = execution.timekeeper(.real)
            timekeeper.schedule(at: timekeeper.now + patience) { [weak execution] in execution?.wake(waiter) }
        }
    }

    /// How long a drain waits after its deadline for closures to return, by the real clock.
    static let patience = Duration.seconds(1)

    private func cutDrain() {
        let held = parts.reduce(0) { $0 + $1.total(\.count) }
        let keepsValues = state.withLock { state in
            guard state.keepsValues else { return false }
            if !state.hasEnded, state.outcome.verdict == nil, state.heldAtDeadline == nil {
                state.heldAtDeadline = held
            }
            return true
        }
        if keepsValues { scheduler.advance(to: .finishing) } else { _ = cancel { $0.heldAtDeadline = held } }
    }

    /// From now on the sinks give what they have when a drain comes to its deadline.
    func keepValues() { state.withLock { $0.keepsValues = true } }

    private func fail(_ failure: NodeFailure) {
        state.withLock { state in state.outcome.failed(failure) }
        endAll()
    }

    /// True if the stall ends the run; false if the run is ending already.
    private func stall() -> Bool {
        if scheduler.phase == .cancelled { return false }
        let stall = GraphStall(graph: name, parts: parts)
        state.withLock { state in state.outcome.stalled(stall) }
        return endAll()
    }

    // MARK: - End

    private func finish() async {
        let timekeepers = state.withLock { state in
            state.isClosing = true
            return Array(state.timekeepers.values)
        }
        for timekeeper in timekeepers { await timekeeper.stop() }
        for part in parts { part.settle() }
        noteUntoldFailures()
        scheduler.dismantle()
        let waiters = state.withLock { state in
            state.hasEnded = true
            state.root = nil
            defer { state.waiters = [:] }
            return state.waiters
        }
        // In the order in which they came, so that a run can be repeated exactly.
        for (_, waiter) in waiters.sorted(by: { $0.key < $1.key }) { waiter.resume() }
    }

    /// Attaches failures that reached no operator to the failure that ended the run.
    private func noteUntoldFailures() {
        var outcome = state.withLock { $0.outcome }
        // The outcome is decided: only nodes could change it, and they have ended.
        guard outcome.hasFailed else { return }
        for failure in register.untoldFailures { outcome.noted(failure) }
        // The old outcome is freed after the lock.
        state.withLock { swap(&$0.outcome, &outcome) }
    }

    /// Waits until the run has ended, the deadline has come, or the calling task is cancelled.
    func wait(until deadline: Duration? = nil) async {
        guard let deadline else { return await wait(as: newWaiter()) }
        await wait(until: deadline) { execution, waiter in execution.wake(waiter) }
    }

    /// Waits in the same way, and does something at the deadline, on the graph's clock.
    private func wait(until deadline: Duration, _ act: @escaping @Sendable (Execution, _ waiter: Int) -> Void) async {
        let (waiter, timekeeper) = (newWaiter(), timekeeper(nil))
        let timer = timekeeper.schedule(at: deadline) { [weak self] in self.map { act($0, waiter) } }
        await wait(as: waiter)
        if let timer { timekeeper.cancel(timer) }
    }

    private func newWaiter() -> Int {
        state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
    }

    private func wait(as id: Int) async {
        // SAFETY: resumed once: here or, if it waits, by the thread that takes it out of `waiters` under the lock
        // (`wake`, `finish`). After the end, and in a cancelled task, nobody waits.
        await withTaskCancellationHandler {
            await withSuspension { continuation in
                let mustWait = state.withLock { state in
                    if state.hasEnded || Task.isCancelled { return false }
                    state.waiters[id] = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            wake(id)
        }
    }

    private func wake(_ waiter: Int) {
        state.withLock { $0.waiters.removeValue(forKey: waiter) }?.resume()
    }

    // MARK: - For observers

    var parts: [RunPart] { partsSeen.living }
    /// The living parts, and the counts of the released ones: every element is counted in one of the two.
    var partsSeen: (living: [RunPart], ended: EndedParts) { register.seen }
    /// The time on the graph's clock, since the run first used it.
    var now: Duration { timekeeper(nil).now }
    var hasEnded: Bool { state.withLock { $0.hasEnded } }
    /// How many elements waited in mailboxes when a drain came to its deadline; nil if none did.
    var heldAtDeadline: Int? { state.withLock { $0.heldAtDeadline } }
    /// The names of the nodes that have not ended.
    var unendedNames: [String] { parts.flatMap(\.unendedNames) }
    /// Whether the calling code is a closure of this run, which cannot end before the closure does.
    var isCalledFromWithin: Bool { CurrentWorker.of(scheduler) != nil }
    var phase: RunPhase { scheduler.phase }
    var error: (any Error)? { state.withLock { $0.outcome.error(graph: name) } }

    // MARK: - Services

    func timekeeper(_ clock: EngineClock?) -> Timekeeper {
        // All nodes use the conductor's time.
        let clock = scheduler.conductor == nil ? clock ?? self.clock : self.clock
        let key = ObjectIdentifier(clock.identity)
        if let known = state.withLock({ $0.timekeepers[key] }) { return known }
        // Not under the lock, because this calls the clock, which is the app's code.
        let fresh = Timekeeper(clock, isStopped: state.withLock { $0.isClosing })
        return state.withLock { state in
            // The run has begun to close meanwhile.
            if state.isClosing { return Timekeeper(clock, isStopped: true) }
            if let known = state.timekeepers[key] { return known }
            state.timekeepers[key] = fresh
            return fresh
        }
    }

    var cancellationCause: CancellationCause { state.withLock { $0.outcome.cause } }
}
