import Dataflow

/// The moves that are possible next in a simulation, in the order in which they became possible. A value.
struct Agenda {
    /// After this many moves without it, time passes unless the decision is another.
    static let patience = 1000
    /// While so many closures compute, nothing but time goes on: each has a thread.
    static let crowd = 64

    /// One run, with what its conductor knows of it.
    private struct Slot {
        let number: Int
        let run: ConductedRun
        var readyCount = 0
        /// The workers that are inside a step: between two moves, inside a closure that computes.
        var busy: [Int] = []

        var isFull: Bool { busy.count == run.width }
    }

    /// Steps and jobs.
    private var waiting: [Move] = []
    /// What nobody is free to do until a closure has ended.
    private var held: [Move] = []
    /// How many closures compute.
    var computing = 0
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

    /// Finds the moves that have become possible; returns how many there are to choose from.
    ///
    /// While somebody waits until a run is at rest, time stands still. Then the rest is told, and those who waited go
    /// on before time does.
    mutating func update(_ now: Duration) -> Int {
        others.removeAll(keepingCapacity: true)
        if hasToldRest { (hasToldRest, hearers) = (false, waiting.count) }
        for place in slots.indices { look(at: place) }
        slots.removeAll { !$0.run.isLive }
        if computing > 0 || !held.isEmpty { hold() }
        // A run is not at rest while it computes.
        let restless = slots.filter { $0.run.isRestAwaited && $0.busy.isEmpty }
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
        } else if slots[place].readyCount == 0, slot.busy.isEmpty, !slot.run.awaitsOutside {
            others.append(.stall(slot.run))
        }
    }

    /// Sets aside what nobody is free to do, and takes back what somebody is.
    private mutating func hold() {
        let full = slots.filter(\.isFull).map(\.number)
        let isCrowded = computing >= Self.crowd
        func mustWait(_ move: Move) -> Bool {
            if case .step(_, let number) = move { return isCrowded || full.contains(number) }
            return isCrowded
        }
        let known = held
        let places = waiting.indices.filter { mustWait(waiting[$0]) }
        held = known.filter(mustWait) + places.map { waiting[$0] }
        hearers -= places.count { $0 < hearers }
        for place in places.reversed() { waiting.remove(at: place) }
        waiting += known.filter { !mustWait($0) }
    }

    /// Gives a step the first worker of its run that is free.
    mutating func beginStep(_ number: Int) -> (run: ConductedRun, worker: Int) {
        let place = slots.firstIndex { $0.number == number }!
        let worker = (0...).first { !slots[place].busy.contains($0) }!
        slots[place].busy.append(worker)
        return (slots[place].run, worker)
    }

    mutating func endStep(_ number: Int, by worker: Int) {
        guard let place = slots.firstIndex(where: { $0.number == number }) else { return }
        slots[place].busy.removeAll { $0 == worker }
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
