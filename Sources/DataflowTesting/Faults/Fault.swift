import Dataflow

/// A fault at a certain element of a certain node; see ``withFaults(_:fileID:line:isolation:_:)``.
///
/// The element is the n-th that arrives at the node, counted from 1 over all its inputs; for a source, the n-th that it
/// emits. The fault comes before the element, or in its place.
public struct Fault: Sendable {
    enum Effect: Sendable {
        case fail(any Error)
        case delay(Duration)
        case cancel
    }

    let node: String
    let element: Int
    let effect: Effect

    private init(_ node: String, _ element: Int, _ effect: Effect) {
        precondition(element >= 1, "elements are counted from 1")
        (self.node, self.element, self.effect) = (node, element, effect)
    }

    /// The node fails with `error`, as if it had thrown; elements that it took before are delivered.
    ///
    /// ``Dataflow/Flow/onFailure(_:fileID:line:)`` does not handle it, because the failure arrives from upstream.
    /// - Parameters:
    ///   - error: the error that the node seems to throw.
    ///   - element: at which element, from 1 on.
    ///   - node: the name of the node.
    public static func failing(with error: any Error, at element: Int, of node: String) -> Fault {
        Fault(node, element, .fail(error))
    }

    /// The element comes late.
    ///
    /// - Parameters:
    ///   - duration: how late, on the graph's clock.
    ///   - element: which element, from 1 on.
    ///   - node: the name of the node.
    public static func delaying(by duration: Duration, at element: Int, of node: String) -> Fault {
        Fault(node, element, .delay(duration))
    }

    /// The run is cancelled when the element comes.
    ///
    /// - Parameters:
    ///   - element: at which element, from 1 on.
    ///   - node: the name of the node.
    public static func cancelling(at element: Int, of node: String) -> Fault {
        Fault(node, element, .cancel)
    }
}
