/// One event at a node, as text that is easy to compare; see ``EventRecorder``.
public struct RecordedEvent: Sendable, Hashable, CustomStringConvertible {
    /// The kind of event.
    public enum Kind: Sendable, Hashable {
        /// The node sent an element; a sink received one.
        case element(String)
        /// The node completed.
        case completed
        /// The node failed, or passed on a failure, with this error.
        case failed(String)
        /// Downstream wanted no more, or the run ended, with this cause.
        case cancelled(String)
    }

    /// The name of the node.
    public let node: String
    /// The port of the node's output; for a sink, of its input.
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
