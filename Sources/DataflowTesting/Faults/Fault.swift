import Dataflow

/// Something that goes wrong at a certain element of a certain node; see ``withFaults(_:fileID:line:isolation:_:)``.
///
/// The element is the n-th that comes to the node, counted from 1 over all its inputs; of a source, the n-th that it
/// emits. The node does not get it before, or instead of, what goes wrong.
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

    /// The node fails with `error`, as if it had thrown; what it had taken before goes its way.
    ///
    /// ``Dataflow/Flow/onFailure(_:fileID:line:)`` is not asked, for the failure comes in with the element.
    /// - Parameters:
    ///   - error: what the node seems to throw.
    ///   - element: at which element, from 1 on.
    ///   - node: the name of the node.
    public static func failing(with error: any Error, at element: Int, of node: String) -> Fault {
        Fault(node, element, .fail(error))
    }

    /// The element comes late.
    ///
    /// - Parameters:
    ///   - duration: by how much of the graph's time.
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
