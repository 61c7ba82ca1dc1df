import Dataflow

/// One step of a node, from its beginning to its end. A value.
struct StepUnderWay {
    let node: String
    let number: Int
    let run: ConductedRun
    let worker: Int
    let budget: Int
    /// Which decision was the choice of the budget.
    let place: Int
    let hasDeparted: Bool
}

/// Everything that a simulation knows; touched only under the simulator's lock. A value.
struct SimulationState {
    private enum Mode {
        /// One thread makes all moves.
        case playing
        /// The outcome is known; the rest goes on anywhere. In the first case no thread makes moves, in the second one
        /// does.
        case abandoned, abandonedAndDriven
    }

    var agenda = Agenda()
    private(set) var decider: Decider
    private(set) var journal: Journal
    private(set) var now: Duration = .zero
    /// How many external waits each node has.
    var claims: [String: Int] = [:]
    var invariants: [Invariant] = []
    var hasBodyEnded = false
    /// Whether the thread that began to play has nothing under way and waits for another one.
    var isPlayerIdle = false
    /// The name of the node or the task whose move is being made.
    private(set) var mover = ""
    private let limit: Int
    private var intrusion: ForeignWork?
    private var mode = Mode.playing
    /// Whether the choice of the present move was a departure.
    private var hasDeparted = false
    /// Ends the body; called when the simulation is given up.
    var stop: (@Sendable () -> Void)?
    /// What was wrong when the simulation was given up, and what it was until then.
    private(set) var verdict: (any Error)?
    private var finalRecord: Record?

    typealias Record = (trace: SimulationTrace, decisions: [Decision])

    mutating func choose(among options: Int) -> Int { decider.chooseAny(options) }

    init(_ decider: Decider, limit: Int, isWritten: Bool) {
        self.decider = decider
        self.limit = limit
        journal = Journal(isWritten: isWritten)
    }

    // MARK: - Moves

    mutating func nextMove() -> Move? {
        let options = agenda.update(now)
        guard options > 0 else { return nil }
        let known = decider.decisions.count
        let choice = decider.chooseMove(options, endsWithTime: agenda.endsWithTime)
        hasDeparted = decider.decisions.count > known && decider.hasDeparted
        return agenda.take(choice)
    }

    mutating func note(_ event: @autoclosure () -> SimulationEvent) {
        journal.add(event(), isDeparture: hasDeparted)
    }

    mutating func willRun(_ job: UnownedJob) {
        let name = journal.name(of: job)
        mover = name
        note(.job(name))
    }

    mutating func willStep(_ node: String, _ number: Int) -> StepUnderWay {
        mover = node
        let (run, worker) = agenda.beginStep(number)
        let budget = decider.chooseBudget()
        return StepUnderWay(
            node: node, number: number, run: run, worker: worker, budget: budget, place: decider.decisions.count - 1,
            hasDeparted: hasDeparted)
    }

    mutating func didStep(_ step: StepUnderWay, _ count: Int, hasEnded: Bool) {
        agenda.endStep(step.number, by: step.worker)
        decider.budgetWasUsed(count, decidedAt: step.place)
        let event = SimulationEvent.step(node: step.node, count: count, budget: step.budget, hasEnded: hasEnded)
        journal.add(event, isDeparture: step.hasDeparted || count >= step.budget)
    }

    mutating func passTime() -> AlarmQueue.Alarm {
        let alarm = agenda.alarms.take(decider.chooseAny(agenda.alarms.earliestCount))
        let moment = max(now, alarm.moment)
        now = moment
        note(.time(moment))
        return alarm
    }

    /// The mover computes until some time has passed; then the baton goes to its thread.
    mutating func beginComputing(_ duration: Duration, _ baton: Baton) {
        agenda.computing += 1
        _ = agenda.alarms.add(now + duration, .goOn(baton))
        let name = mover
        note(.compute(by: name, for: duration))
    }

    mutating func endComputing(_ mover: String) {
        agenda.computing -= 1
        self.mover = mover
    }

    // MARK: - Problems

    /// Notes that something came from another thread; only the first time is kept, because it tells most.
    mutating func noteIntrusion(_ node: String?) {
        guard mode == .playing, intrusion == nil else { return }
        intrusion = ForeignWork(how: .moved, nodes: node.map { [$0] } ?? waitingNodes)
    }

    func problem(after move: Move?) -> (any Error)? {
        if let problem = verdict ?? intrusion { return problem }
        if move != nil, journal.count >= limit { return EndlessSimulation(limit: limit) }
        if move == nil, !hasBodyEnded || !agenda.liveRuns.isEmpty {
            return ForeignWork(how: .awaited, nodes: waitingNodes)
        }
        return nil
    }

    private var waitingNodes: [String] { claims.filter { $0.value > 0 }.keys.sorted() }

    // MARK: - Giving up

    var record: Record { finalRecord ?? (journal.trace, decider.decisions) }

    /// From here on the first possible move is made, and nothing is recorded.
    ///
    /// - Returns: what ends the body; nil if the simulation was given up before.
    mutating func giveUp(_ problem: (any Error)? = nil) -> (@Sendable () -> Void)? {
        guard mode == .playing else { return nil }
        verdict = problem
        finalRecord = record
        mode = .abandonedAndDriven
        decider = Decider(script: [])
        journal = Journal(isWritten: false)
        invariants = []
        return stop
    }

    /// The thread that gave up leaves; returns whether another must go on at once.
    mutating func release() -> Bool {
        mode = .abandoned
        return mustBeDriven()
    }

    /// Whether the caller must make sure that moves are made.
    mutating func mustBeDriven() -> Bool {
        guard mode == .abandoned, agenda.update(now) > 0 else { return false }
        mode = .abandonedAndDriven
        return true
    }

    /// Whether the thread that made the last move stays, because another move became possible meanwhile.
    mutating func mustGoOn() -> Bool {
        mode = .abandoned
        return mustBeDriven()
    }
}
