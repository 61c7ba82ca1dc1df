/// A simulation hung on something that it does not decide, so that no seed could repeat it.
public struct ForeignWork: Error, Equatable, CustomStringConvertible {
    /// How it was found out.
    public enum Discovery: Sendable {
        /// Another thread moved a run or resumed a task.
        case moved
        /// Nothing could happen any more although not everything had ended.
        case awaited
    }

    /// How it was found out.
    public let how: Discovery
    /// The nodes that it is about; empty when only the body can be meant.
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
