/// The sleepers of a set of timers, and the moments when they wake: a value that decides whether another sleeper is
/// needed.
///
/// One sleeper waits for the earliest deadline; there are more only when earlier deadlines came later. A sleeper is not
/// called back, because most clocks keep the memory of a sleep until its end.
struct Sleepers<Sleeper> {
    private struct Entry {
        let until: Duration
        /// Nil while the clock is being called.
        var sleeper: Sleeper?
    }

    private var entries: [UInt64: Entry] = [:]
    private var lastID: UInt64 = 0

    /// From this number on, another sleeper sleeps only half the way, and so also serves deadlines that keep getting
    /// earlier.
    private static var few: Int { 4 }

    init() {}

    var count: Int { entries.count }

    /// Whether a sleeper wakes in time for a deadline.
    func serve(_ deadline: Duration) -> Bool { entries.values.contains { $0.until <= deadline } }

    /// Adds a sleeper that the caller will set, for a deadline that no sleeper serves.
    mutating func begin(for deadline: Duration, now: Duration) -> (id: UInt64, until: Duration) {
        let way = deadline - now
        let isHalfEnough = entries.count >= Self.few && way > .milliseconds(1)
        let until = isHalfEnough ? now + way / 2 : deadline
        lastID += 1
        entries[lastID] = Entry(until: until)
        return (lastID, until)
    }

    /// Keeps a sleeper that was set; false if it has woken already.
    mutating func keep(_ sleeper: Sleeper, as id: UInt64) -> Bool {
        guard entries[id] != nil else { return false }
        entries[id]?.sleeper = sleeper
        return true
    }

    /// Removes a sleeper that has woken.
    mutating func remove(_ id: UInt64) -> Sleeper? { entries.removeValue(forKey: id)?.sleeper }

    /// Removes all sleepers, and returns those that are set.
    mutating func removeAll() -> [Sleeper] {
        defer { entries = [:] }
        return entries.values.compactMap(\.sleeper)
    }
}
