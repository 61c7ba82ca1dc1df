/// A set of participants, by number.
struct Members: OptionSet {
    var rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }
    init(_ member: Int) { rawValue = 1 << UInt8(member) }

    func has(_ member: Int) -> Bool { rawValue & (1 << UInt8(member)) != 0 }
    var first: Int? { isEmpty ? nil : rawValue.trailingZeroBitCount }
}

/// What a participant does next.
struct Move: Equatable {
    enum Kind {
        case read, write, lock
        /// An operation of a history begins, or ends: what counts is which ended before which began.
        case invoke, respond
    }

    let object: Int
    let kind: Kind

    /// Whether it matters which of the two comes first.
    func depends(on other: Move) -> Bool {
        guard object == other.object else { return false }
        switch (kind, other.kind) {
        case (.read, .read), (.invoke, .invoke), (.respond, .respond): return false
        default: return true
        }
    }
}

/// A point where one of several participants goes on, and what has been tried there.
struct Choice {
    /// What each participant does next; nil for one that has left.
    let moves: [Move?]
    /// Who could go on.
    let enabled: Members
    /// Whose next move was tried before in a place that cannot be told from this one.
    let asleep: Members
    /// Who made the move before.
    let previous: Int?
    /// How often until here somebody was interrupted who could have gone on.
    let preemptions: Int
    /// How many loads until here read an older value than the newest.
    let staleReads: Int
    private(set) var chosen: Int
    /// Who must be tried here.
    var wanted: Members
    var tried: Members
    /// How many stores the chosen one's load could read, once that is known.
    var readable: Int?
    /// Which of them it reads: 0 for the newest.
    private(set) var read = 0

    var isInterruption: Bool { interrupts(chosen) }

    func interrupts(_ member: Int) -> Bool {
        guard let previous else { return false }
        return previous != member && enabled.has(previous)
    }

    mutating func choose(_ member: Int) {
        chosen = member
        readable = nil
        read = 0
    }

    /// Moves on to an older store for the chosen one to read, if there is one and not too many loads do so.
    mutating func readsOlder(upTo limit: Int) -> Bool {
        guard let readable, read + 1 < readable, staleReads < limit else { return false }
        read += 1
        return true
    }

    /// Who sleeps after the chosen one's move: whoever was tried or slept here, and whose move that one does not disturb.
    var asleepAfterwards: Members {
        var result: Members = []
        let move = moves[chosen]!
        for member in moves.indices where asleep.union(tried).has(member) && member != chosen {
            if let other = moves[member], !other.depends(on: move) { result.insert(Members(member)) }
        }
        return result
    }
}
