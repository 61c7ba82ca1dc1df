/// One decision of a schedule: which of several options was chosen.
struct Decision: Equatable, Sendable {
    /// The chosen option, counted from 0; option 0 is the default.
    let choice: Int
    /// How many options there were.
    var options: Int
}

/// The options for how many elements a step may handle; the choice is a decision too.
enum Budget {
    /// As many as possible comes first, so the default has the fewest steps.
    static let options = [1 << 14, 1, 2, 3]
    /// How many of the options are tried when all schedules are tried.
    static let fewOptions = 2
}
