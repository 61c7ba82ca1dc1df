/// Tells which steps are late: those that two looks find under way. A value.
struct StepWatch {
    private var last: Int?

    /// - Parameter step: the step that the worker is in, as a number that no other step has; nil if it steps nothing.
    mutating func isLate(_ step: Int?) -> Bool {
        defer { last = step }
        return step != nil && step == last
    }
}
