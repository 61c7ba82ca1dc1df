import Dataflow
import Synchronization

/// Runs a body, and every graph that starts in it, on one thread: makes one move after the other until none is left.
///
/// It is the executor of the body's tasks and the conductor of the runs. A call from another thread while it plays was
/// decided elsewhere: the simulator notes it and ends the simulation.
final class Simulator: TaskExecutor, Conductor, VirtualTime {
    private let state: Mutex<SimulationState>
    /// The thread that makes the moves; at first the one that sets up the simulation.
    private let owner = Atomic<UInt>(ThreadIdentity.current)

    init(_ decider: Decider, isWritten: Bool) {
        state = Mutex(SimulationState(decider, isWritten: isWritten))
    }

    // MARK: - Calls, from any thread

    var executor: any TaskExecutor { self }
    var time: any VirtualTime { self }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        reached(by: nil) { $0.agenda.add(job) }
    }

    func begin(_ run: ConductedRun) {
        reached(by: run.name) { $0.agenda.add(run) }
    }

    func stirred(_ node: String?) {
        reached(by: node) { _ in }
    }

    func externalChanged(_ node: String, by change: Int) {
        reached(by: node) { $0.claims[node, default: 0] += change }
    }

    var now: Duration { state.withLock { $0.now } }

    func call(at moment: Duration, _ action: @escaping @Sendable () -> Void) -> UInt64 {
        reached(by: nil) { $0.agenda.alarms.add(moment, action) }
    }

    func forget(_ call: UInt64) -> Bool {
        reached(by: nil) { $0.agenda.alarms.remove(call) }
    }

    /// Adds a check after every move.
    func check(_ invariant: Invariant) {
        state.withLock { $0.invariants.append(invariant) }
    }

    private func reached<Result: Sendable>(
        by node: String?, _ change: (inout SimulationState) -> Result
    ) -> Result {
        let isForeign = owner.load(ordering: .relaxed) != ThreadIdentity.current
        let (result, isAbandoned) = state.withLock { state in
            if isForeign { state.noteIntrusion(node) }
            let result = change(&state)
            return (result, state.mustBeDriven())
        }
        if isAbandoned { Task.detached { self.playAbandoned() } }
        return result
    }

    // MARK: - Playing

    /// Makes moves on the calling thread until none is left, or `inspect` objects.
    func play(_ inspect: (Move) -> (any Error)?) -> (any Error)? {
        owner.store(ThreadIdentity.current, ordering: .relaxed)
        return Conducting.$current.withValue(self) {
            while let move = state.withLock({ $0.nextMove() }) {
                if let problem = make(move) ?? inspect(move) { return problem }
            }
            return nil
        }
    }

    /// Makes one move; returns what is wrong with the counts of the node that stepped.
    private func make(_ move: Move) -> (any Error)? {
        switch move {
        case .step(let node, let number): return step(node, number)
        case .job(let job):
            state.withLock { $0.willRun(job) }
            // SAFETY: the agenda gives each job out once, as one move.
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
        case .tellPhase(let run):
            state.withLock { $0.note(.phase(graph: run.name, phase: run.phase)) }
            run.tellPhase()
        case .stall(let run):
            state.withLock { $0.note(.stall(graph: run.name)) }
            run.stall()
        case .tellRest(let run): run.tellRest()
        case .time:
            let alarm = state.withLock { $0.passTime() }
            alarm.action()
        }
        return nil
    }

    private func step(_ node: ConductedRun.ReadyNode, _ number: Int) -> (any Error)? {
        let (run, budget) = state.withLock { $0.willStep(number) }
        let name = node.name
        let (count, hasEnded) = run.step(node, budget: budget)
        state.withLock { $0.didStep(name, count, budget: budget, hasEnded: hasEnded) }
        return run.imbalance(at: node).map { UnbalancedEdge(node: name, counts: $0) }
    }

    /// What is wrong after a move, or when none is left.
    func problem(after move: Move?, limit: Int) -> (any Error)? {
        let (problem, invariants) = state.withLock { ($0.problem(after: move, limit: limit), $0.invariants) }
        if let problem { return problem }
        // After the last move the invariants were checked already. Each is checked once: a second answer could differ.
        guard move != nil else { return nil }
        for invariant in invariants {
            if let violation = invariant.violation() { return violation }
        }
        return nil
    }

    /// The body has ended; the simulator finds by itself whether anything is left.
    func bodyEnded() { state.withLock { $0.hasBodyEnded = true } }

    var record: (trace: SimulationTrace, decisions: [Decision]) {
        state.withLock { ($0.journal.trace, $0.decider.decisions) }
    }

    // MARK: - Giving up

    /// Lets the rest go on for as long as it can by itself; after that, it goes on whenever something reaches it.
    func abandon() {
        state.withLock { $0.giveUp() }
        var left = 100_000
        _ = play { _ in
            left -= 1
            return left > 0 ? nil : CancellationError()
        }
        if state.withLock({ $0.release() }) { Task.detached { self.playAbandoned() } }
    }

    private func playAbandoned() {
        repeat { _ = play { _ in nil } } while state.withLock { $0.mustGoOn() }
    }
}
