import Dataflow
import Synchronization

/// Runs a body, and every graph that starts in it, on one thread: makes one move after the other until none is left.
/// While a closure computes, its thread waits, and another one makes the moves.
///
/// It is the executor of the body's tasks and the conductor of the runs. A call from another thread while it plays was
/// decided elsewhere: the simulator notes it and ends the simulation.
final class Simulator: TaskExecutor, Conductor, VirtualTime {
    let state: Mutex<SimulationState>
    /// The thread that makes the moves; at first the one that sets up the simulation.
    let owner = Atomic<UInt>(ThreadIdentity.current)
    /// For the thread that began to play, when it has nothing under way.
    let player = Baton()

    init(_ decider: Decider, limit: Int, isWritten: Bool) {
        state = Mutex(SimulationState(decider, limit: limit, isWritten: isWritten))
    }

    // MARK: - Calls, from any thread

    var executor: any TaskExecutor { self }
    var time: any VirtualTime { self }
    var parallelism: Int { 4 }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        reached(by: nil) { $0.agenda.add(job) }
    }

    func choose(among options: Int) -> Int {
        reached(by: nil) { $0.choose(among: options) }
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
        reached(by: nil) { $0.agenda.alarms.add(moment, .call(action)) }
    }

    func forget(_ call: UInt64) -> Bool {
        reached(by: nil) { $0.agenda.alarms.remove(call) }
    }

    /// Adds a check after every move.
    func check(_ invariant: Invariant) {
        state.withLock { $0.invariants.append(invariant) }
    }

    func reached<Result: Sendable>(
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
                switch make(move) {
                case .done: if let problem = inspect(move) { return problem }
                case .wrong(let problem): return problem
                case .due(let closure):
                    // Even then the closure has to end; the next inspection repeats what is wrong.
                    if let problem = inspect(move) { giveUp(problem) }
                    idle(while: closure)
                }
            }
            return nil
        }
    }

    /// The result of a move.
    enum Made {
        case done
        /// The counts of the node that stepped do not add up.
        case wrong(any Error)
        /// A closure has computed to its end; its thread waits for this baton, and makes the next moves.
        case due(Baton)
    }

    func make(_ move: Move) -> Made {
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
            switch state.withLock({ $0.passTime() }).action {
            case .call(let action): action()
            case .goOn(let baton): return .due(baton)
            }
        }
        return .done
    }

    private func step(_ node: ConductedRun.ReadyNode, _ number: Int) -> Made {
        let name = node.name
        let step = state.withLock { $0.willStep(name, number) }
        let (count, hasEnded) = step.run.step(node, by: step.worker, budget: step.budget)
        state.withLock { $0.didStep(step, count, hasEnded: hasEnded) }
        return step.run.imbalance(at: node).map { .wrong(UnbalancedEdge(node: name, counts: $0)) } ?? .done
    }

    /// What is wrong after a move, or when none is left.
    func problem(after move: Move?) -> (any Error)? {
        let (problem, invariants) = state.withLock { ($0.problem(after: move), $0.invariants) }
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

    var record: SimulationState.Record { state.withLock { $0.record } }

    /// Says how to end the body, when another thread than the player's finds that something is wrong.
    func onGivingUp(_ stop: (@Sendable () -> Void)?) { state.withLock { $0.stop = stop } }

    // MARK: - Giving up

    /// Lets the rest go on for as long as it can by itself; after that, it goes on whenever something reaches it.
    func abandon() {
        giveUp(nil)
        var left = 100_000
        _ = play { _ in
            left -= 1
            return left > 0 ? nil : CancellationError()
        }
        if state.withLock({ $0.release() }) { Task.detached { self.playAbandoned() } }
    }

    /// Ends what is recorded and decided, and the body.
    func giveUp(_ problem: (any Error)?) {
        let stop = state.withLock { $0.giveUp(problem) }
        stop?()
    }

    private func playAbandoned() {
        repeat { _ = play { _ in nil } } while state.withLock { $0.mustGoOn() }
    }
}
