/// Depth-first search over choices, with dynamic partial order reduction (Flanagan and Godefroid, 2005) by source sets and
/// sleep sets (Abdulla, Aronis, Jonsson and Sagonas, 2014).
///
/// Decides in values: it is told who could move, and says who does. Each run replays the choices on the stack and then goes
/// new ways.
struct Search {
    let strategy: Strategy
    private(set) var choices: [Choice] = []
    private var depth = 0
    /// For each participant the last step of each one that it depends on; a step's number is its depth plus one.
    private var clocks: [[Int]] = []
    /// The same for each step.
    private var stepClocks: [[Int]] = []
    /// The steps so far that touched each object.
    private var touched: [Int: [Int]] = [:]

    init(_ strategy: Strategy) { self.strategy = strategy }

    mutating func begin(participants: Int) {
        depth = 0
        clocks = Array(repeating: Array(repeating: 0, count: participants), count: participants)
        touched = [:]
        stepClocks = []
    }

    /// Who goes on; nil when every way from here is covered by others.
    mutating func decide(_ moves: [Move?], enabled: Members) throws -> Int? {
        if depth < choices.count {
            guard choices[depth].moves == moves, choices[depth].enabled == enabled else {
                throw ExplorationError("the replay differs at step \(depth): \(moves), not \(choices[depth].moves)")
            }
        } else {
            guard let choice = newChoice(moves, enabled) else { return nil }
            choices.append(choice)
        }
        let chosen = choices[depth].chosen
        note(moves[chosen]!, chosen)
        depth += 1
        return chosen
    }

    /// Which of the stores that the move may read it does read: 0 for the newest.
    mutating func choose(_ count: Int) throws -> Int {
        if let known = choices[depth - 1].readable, known != count {
            throw ExplorationError("the replay differs at step \(depth - 1): \(count) stores to read, not \(known)")
        }
        choices[depth - 1].readable = count
        return choices[depth - 1].read
    }

    private func newChoice(_ moves: [Move?], _ enabled: Members) -> Choice? {
        let last = choices.last
        let asleep = strategy.isReduced ? last?.asleepAfterwards ?? [] : []
        let awake = enabled.subtracting(asleep)
        guard let first = awake.first else { return nil }
        let chosen = if let last, awake.has(last.chosen) { last.chosen } else { first }
        return Choice(
            moves: moves, enabled: enabled, asleep: asleep, previous: last?.chosen,
            preemptions: last.map { $0.preemptions + ($0.isInterruption ? 1 : 0) } ?? 0,
            staleReads: last.map { $0.staleReads + ($0.read > 0 ? 1 : 0) } ?? 0, chosen: chosen,
            wanted: strategy.isReduced ? Members(chosen) : enabled, tried: Members(chosen))
    }

    /// Moves on to the next way; false when all have been gone.
    mutating func advance() -> Bool {
        while var choice = choices.popLast() {
            if choice.readsOlder(upTo: strategy.staleReads) {
                choices.append(choice)
                return true
            }
            var left = choice.wanted.subtracting(choice.tried).subtracting(choice.asleep)
            if choice.preemptions >= strategy.preemptions {
                for member in choice.moves.indices where choice.interrupts(member) { left.remove(Members(member)) }
            }
            guard let next = left.first else { continue }
            choice.choose(next)
            choice.tried.insert(Members(next))
            choices.append(choice)
            return true
        }
        return false
    }

    // MARK: - Which moves disturb each other

    private mutating func note(_ move: Move, _ member: Int) {
        guard strategy.isReduced else { return }
        var (clock, direct) = (clocks[member], clocks[member])
        var races: [Int] = []
        for step in touched[move.object, default: []].reversed() {
            let earlier = choices[step - 1]
            guard move.depends(on: earlier.moves[earlier.chosen]!) else { continue }
            join(&clock, stepClocks[step - 1])
            if direct[earlier.chosen] < step {
                if mustFollow(move, member, step - 1) { continue }
                races.append(step - 1)
            }
            join(&direct, stepClocks[step - 1])
        }
        clock[member] = depth + 1
        stepClocks.append(clock)
        for place in races { wantReversed(place, member) }
        clocks[member] = clock
        touched[move.object, default: []].append(depth + 1)
    }

    private func join(_ clock: inout [Int], _ other: [Int]) {
        for index in clock.indices { clock[index] = max(clock[index], other[index]) }
    }

    /// Whether the member waits for just this step, or for the lock that this step frees.
    private func mustFollow(_ move: Move, _ member: Int, _ place: Int) -> Bool {
        let choice = choices[place]
        if move.kind == .lock, choice.moves[choice.chosen]!.kind == .write { return true }
        return !choice.enabled.has(member) && clocks[member][member] <= place && choice.moves[member] == move
    }

    /// The member's move might as well have come before the step chosen at `place`: somebody must be tried there who can
    /// begin what leads to that.
    private mutating func wantReversed(_ place: Int, _ member: Int) {
        let choice = choices[place]
        let beginners = beginners(place, member)
        if !beginners.isDisjoint(with: choice.wanted.union(choice.asleep)) { return }
        let possible = beginners.intersection(choice.enabled)
        let best = possible.has(member) ? member : possible.first
        choices[place].wanted.insert(best.map { Members($0) } ?? choice.enabled)
    }

    /// Of what happened since `place` and does not depend on it, up to the member's move: who did what depends on nothing
    /// else of that.
    private func beginners(_ place: Int, _ member: Int) -> Members {
        var first: [Int?] = Array(repeating: nil, count: clocks.count)
        for step in place + 2..<depth + 1 where stepClocks[step - 1][choices[place].chosen] <= place {
            let other = choices[step - 1].chosen
            if first[other] == nil { first[other] = step }
        }
        if first[member] == nil { first[member] = depth + 1 }
        var result: Members = []
        for (candidate, step) in first.enumerated() {
            guard let step else { continue }
            let clock = stepClocks[step - 1]
            let depends = first.indices.contains { other in
                other != candidate && first[other].map { $0 <= clock[other] } ?? false
            }
            if !depends { result.insert(Members(candidate)) }
        }
        return result
    }
}

/// The explorer itself is at fault, or the scenario is not the same each time.
struct ExplorationError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
