/// Who sleeps for a set of timers, and until when: a value that decides whether another sleeper is needed.
///
/// One waits for the earliest deadline; there are more only when earlier ones overtook later ones. A sleeper is not called
/// back: most clocks keep what they need for a sleep until its end.
struct Sleepers<Sleeper> {
    private struct Entry {
        let until: Duration
        /// Nil while the clock is being asked.
        var sleeper: Sleeper?
    }

    private var entries: [UInt64: Entry] = [:]
    private var lastID: UInt64 = 0

    /// From so many on, another one sleeps only half the way, and so serves deadlines that go on to get earlier.
    private static var few: Int { 4 }

    init() {}

    var count: Int { entries.count }

    /// Whether somebody wakes in time for a deadline.
    func serve(_ deadline: Duration) -> Bool { entries.values.contains { $0.until <= deadline } }

    /// A sleeper is about to be set for a deadline that nobody serves; it counts from now on.
    mutating func begin(for deadline: Duration, now: Duration) -> (id: UInt64, until: Duration) {
        let way = deadline - now
        let isHalfEnough = entries.count >= Self.few && way > .milliseconds(1)
        let until = isHalfEnough ? now + way / 2 : deadline
        lastID += 1
        entries[lastID] = Entry(until: until)
        return (lastID, until)
    }

    /// The sleeper is set; false when it has woken already.
    mutating func keep(_ sleeper: Sleeper, as id: UInt64) -> Bool {
        guard entries[id] != nil else { return false }
        entries[id]?.sleeper = sleeper
        return true
    }

    /// A sleeper has woken.
    mutating func remove(_ id: UInt64) -> Sleeper? { entries.removeValue(forKey: id)?.sleeper }

    /// Forgets all, and gives those that are set.
    mutating func removeAll() -> [Sleeper] {
        defer { entries = [:] }
        return entries.values.compactMap(\.sleeper)
    }
}
