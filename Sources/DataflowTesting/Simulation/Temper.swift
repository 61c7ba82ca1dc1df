/// How a seed likes to decide. Schedules that differ a little everywhere miss what schedules find that lean one way.
struct Temper {
    private enum Leaning {
        /// Every move alike.
        case even
        /// What became possible last; what waits may wait for very long.
        case newest
        /// What became possible first, with exceptions.
        case oldest
    }

    private var leaning: Leaning = .even
    /// Time passes once in so many moves, although something else could move.
    private var haste = 16

    init(_ generator: inout ScheduleGenerator) {
        leaning = [.even, .even, .newest, .oldest][generator.below(4)]
        if generator.oneIn(4) { haste = 4 }
    }

    /// Chooses among `count` moves in the order in which they became possible; the last may be that time passes.
    func move(_ count: Int, endsWithTime: Bool, _ generator: inout ScheduleGenerator) -> Int {
        if endsWithTime, generator.oneIn(haste) { return count - 1 }
        let others = endsWithTime ? count - 1 : count
        if leaning == .even || generator.oneIn(4) { return generator.below(others) }
        return leaning == .newest ? others - 1 : 0
    }
}
