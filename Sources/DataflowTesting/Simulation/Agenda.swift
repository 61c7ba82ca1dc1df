import Dataflow

/// The moves that are possible next in a simulation, in the order in which they became possible. A value.
struct Agenda {
    /// After this many moves without it, time passes unless the decision is another.
    static let patience = 1000

    /// One run, with what its conductor knows of it.
    private struct Slot {
        let number: Int
        let run: ConductedRun
        var readyCount = 0
    }

    /// Steps and jobs.
    private var waiting: [Move] = []
    private var slots: [Slot] = []
    private var lastNumber = 0
    private var movesSinceTime = 0
    /// Runs with a new phase to tell, runs that stall, and runs at rest: found anew before each move.
    private var others: [Move] = []
    var alarms = AlarmQueue()
    private var canTimePass = false
    /// Whether the last move told a rest; and how many of the tasks that heard it, the first in `waiting`, have yet to
    /// go on.
    private var hasToldRest = false
    private var hearers = 0

    /// The names of the runs that have not ended.
    var liveRuns: [String] { slots.filter(\.run.isLive).map(\.run.name) }

    mutating func add(_ run: ConductedRun) {
        lastNumber += 1
        slots.append(Slot(number: lastNumber, run: run))
    }

    mutating func add(_ job: UnownedJob) { waiting.append(.job(job)) }

    func run(_ number: Int) -> ConductedRun { slots.first { $0.number == number }!.run }

    /// Finds the moves that have become possible; returns how many there are to choose from.
    ///
    /// While somebody waits until a run is at rest, time stands still. Then the rest is told, and those who waited go
    /// on before time does.
    mutating func update(_ now: Duration) -> Int {
        others.removeAll(keepingCapacity: true)
        if hasToldRest { (hasToldRest, hearers) = (false, waiting.count) }
        for place in slots.indices { look(at: place) }
        slots.removeAll { !$0.run.isLive }
        let restless = slots.filter(\.run.isRestAwaited)
        canTimePass = alarms.earliest.map { $0 <= now || (restless.isEmpty && hearers == 0) } ?? false
        if waiting.isEmpty, others.isEmpty, !canTimePass { others = restless.map { .tellRest($0.run) } }
        return waiting.count + others.count + (canTimePass ? 1 : 0)
    }

    private mutating func look(at place: Int) {
        let slot = slots[place]
        slot.run.takeReady { node in
            waiting.append(.step(node, run: slot.number))
            slots[place].readyCount += 1
        }
        guard slot.run.isLive else { return }
        if slot.run.hasPhaseNews {
            others.append(.tellPhase(slot.run))
        } else if slots[place].readyCount == 0, !slot.run.awaitsOutside {
            others.append(.stall(slot.run))
        }
    }

    /// Whether time is the last of the moves; it is the first once it has waited long.
    var endsWithTime: Bool { canTimePass && movesSinceTime < Self.patience }

    /// Removes a move by its index among those that the last ``update(_:)`` counted.
    mutating func take(_ choice: Int) -> Move {
        var place = choice
        movesSinceTime += 1
        if canTimePass, !endsWithTime {
            if place == 0 { return passTime() }
            place -= 1
        }
        if waiting.indices.contains(place) { return takeWaiting(place) }
        place -= waiting.count
        guard others.indices.contains(place) else { return passTime() }
        if case .tellRest = others[place] { hasToldRest = true }
        return others[place]
    }

    private mutating func takeWaiting(_ place: Int) -> Move {
        let move = waiting.remove(at: place)
        if place < hearers { hearers -= 1 }
        if case .step(_, let number) = move, let slot = slots.firstIndex(where: { $0.number == number }) {
            slots[slot].readyCount -= 1
        }
        return move
    }

    private mutating func passTime() -> Move {
        movesSinceTime = 0
        return .time
    }
}
