import Dataflow

/// What can happen next in a simulation, in the order in which it became possible. A value.
struct Agenda {
    /// After so many moves without it, time passes unless somebody decides otherwise.
    static let patience = 1000

    /// One run with what a conductor knows of it.
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
    /// Runs that hear of a new phase, those that stall, and those that are at rest: found anew before each move.
    private var others: [Move] = []
    var alarms = AlarmQueue()
    private var canTimePass = false
    /// Whether the last move told a rest, and how many of those who were told, the first in `waiting`, have yet to go on.
    private var hasToldRest = false
    private var hearers = 0

    /// Nobody gets a turn for nothing any more.
    var liveRuns: [String] { slots.filter(\.run.isLive).map(\.run.name) }

    mutating func add(_ run: ConductedRun) {
        lastNumber += 1
        slots.append(Slot(number: lastNumber, run: run))
    }

    mutating func add(_ job: UnownedJob) { waiting.append(.job(job)) }

    func run(_ number: Int) -> ConductedRun { slots.first { $0.number == number }!.run }

    /// Looks for what has become possible; gives how many moves there are to choose from.
    ///
    /// While somebody waits until a run is at rest, time stands; then the rest is told, and heard before time goes on.
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

    /// Takes out a move by its place among those that the last ``update(_:)`` counted.
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
