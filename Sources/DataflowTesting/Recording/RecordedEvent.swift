/// One thing that happened at a node, as text that compares well; see ``EventRecorder``.
public struct RecordedEvent: Sendable, Hashable, CustomStringConvertible {
    /// What happened.
    public enum Kind: Sendable, Hashable {
        /// The node sent an element; a sink received one.
        case element(String)
        /// It completed.
        case completed
        /// It failed, or passed on a failure, with this error.
        case failed(String)
        /// Downstream wanted no more, or the run ended, for this cause.
        case cancelled(String)
    }

    /// The name of the node.
    public let node: String
    /// Which of its outputs it was; of a sink, which input.
    public let port: Int
    /// What happened.
    public let kind: Kind

    /// `price: 3`, `price: completed`, `price: failed(Burst())`, `price: cancelled(finished)`.
    public var description: String {
        let place = port == 0 ? node : "\(node)[\(port)]"
        return switch kind {
        case .element(let element): "\(place): \(element)"
        case .completed: "\(place): completed"
        case .failed(let error): "\(place): failed(\(error))"
        case .cancelled(let cause): "\(place): cancelled(\(cause))"
        }
    }
}
