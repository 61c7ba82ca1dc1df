/// Thrown when a simulation depends on work that it does not decide, so that no seed could repeat it.
public struct ForeignWork: Error, Equatable, CustomStringConvertible {
    /// How the simulation found that out.
    public enum Discovery: Sendable {
        /// Another thread moved a run or resumed a task.
        case moved
        /// Nothing could happen any more although not everything had ended.
        case awaited
    }

    /// How the simulation found out.
    public let how: Discovery
    /// The nodes concerned; empty if it can only be the body.
    public let nodes: [String]

    public var description: String {
        let who = nodes.isEmpty ? "the body" : nodes.map { "\"\($0)\"" }.joined(separator: ", ")
        let what =
            switch how {
            case .moved: "\(who) was moved by work that the simulation does not decide about."
            case .awaited: "\(who) waits for what never comes, or for work that the simulation does not decide about."
            }
        return what + """
             Sleep on the simulation's clock, not with Task.sleep; await no actor that has an executor of its own, such as \
            the main actor; use child tasks (async let, task groups) in place of Task { }.
            """
    }
}
