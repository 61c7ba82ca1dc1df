/// Counts through all schedules, the last decision first.
enum Odometer {
    /// The script of the schedule after the one with these decisions; nil after the last.
    static func next(after decisions: [Decision]) -> [Int]? {
        guard let place = decisions.lastIndex(where: { $0.choice + 1 < $0.options }) else { return nil }
        return decisions[..<place].map(\.choice) + [decisions[place].choice + 1]
    }
}
