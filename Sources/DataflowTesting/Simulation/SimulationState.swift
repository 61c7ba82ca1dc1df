import Dataflow

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
    private var intrusion: ForeignWork?
    private var mode = Mode.playing
    /// Whether the choice of the present move was a departure.
    private var hasDeparted = false

    init(_ decider: Decider, isWritten: Bool) {
        self.decider = decider
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
        note(.job(name))
    }

    mutating func willStep(_ number: Int) -> (run: ConductedRun, budget: Int) {
        (agenda.run(number), decider.chooseBudget())
    }

    mutating func didStep(_ node: String, _ count: Int, budget: Int, hasEnded: Bool) {
        decider.budgetWasUsed(count)
        let event = SimulationEvent.step(node: node, count: count, budget: budget, hasEnded: hasEnded)
        journal.add(event, isDeparture: hasDeparted || count >= budget)
    }

    mutating func passTime() -> AlarmQueue.Alarm {
        let alarm = agenda.alarms.take(decider.chooseAny(agenda.alarms.earliestCount))
        let moment = max(now, alarm.moment)
        now = moment
        note(.time(moment))
        return alarm
    }

    // MARK: - Problems

    /// Notes that something came from another thread; only the first time is kept, because it tells most.
    mutating func noteIntrusion(_ node: String?) {
        guard mode == .playing, intrusion == nil else { return }
        intrusion = ForeignWork(how: .moved, nodes: node.map { [$0] } ?? waitingNodes)
    }

    func problem(after move: Move?, limit: Int) -> (any Error)? {
        if let intrusion { return intrusion }
        if journal.count >= limit { return EndlessSimulation(limit: limit) }
        if move == nil, !hasBodyEnded || !agenda.liveRuns.isEmpty {
            return ForeignWork(how: .awaited, nodes: waitingNodes)
        }
        return nil
    }

    private var waitingNodes: [String] { claims.filter { $0.value > 0 }.keys.sorted() }

    // MARK: - Giving up

    /// From here on the first possible move is made, and nothing is recorded.
    mutating func giveUp() {
        mode = .abandonedAndDriven
        decider = Decider(script: [])
        journal = Journal(isWritten: false)
        invariants = []
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
