/// A seed's preference among moves. Schedules that differ a little everywhere miss failures that schedules with a bias
/// find.
struct Temper {
    private enum Leaning {
        /// No preference.
        case even
        /// Prefers the move that became possible last; others may wait for very long.
        case newest
        /// Prefers the move that became possible first, with exceptions.
        case oldest
    }

    private var leaning: Leaning = .even
    /// Time passes once in this many moves, although another move is possible.
    private var haste = 16

    init(_ generator: inout ScheduleGenerator) {
        leaning = [.even, .even, .newest, .oldest][generator.below(4)]
        if generator.oneIn(4) { haste = 4 }
    }

    /// Chooses among `count` moves in the order in which they became possible; the last may be the passing of time.
    func move(_ count: Int, endsWithTime: Bool, _ generator: inout ScheduleGenerator) -> Int {
        if endsWithTime, generator.oneIn(haste) { return count - 1 }
        let others = endsWithTime ? count - 1 : count
        if leaning == .even || generator.oneIn(4) { return generator.below(others) }
        return leaning == .newest ? others - 1 : 0
    }
}
