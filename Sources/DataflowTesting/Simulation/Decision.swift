/// One decision of a schedule: which of several options was taken.
struct Decision: Equatable, Sendable {
    /// The option, counted from 0, which is what happens when nobody decides.
    let choice: Int
    /// How many options there were.
    var options: Int
}

/// How many elements a step may handle; a decision as well.
enum Budget {
    /// As many as it can first: who does not decide gets the fewest steps.
    static let options = [1 << 14, 1, 2, 3]
    /// How many of the options are tried when all schedules are.
    static let fewOptions = 2
}
