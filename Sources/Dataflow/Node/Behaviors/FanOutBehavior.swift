/// The output, or outputs, to which a fan-out sends an element.
public enum Route: Sendable, Equatable {
    /// To every output that still wants elements, once all of them have room.
    case all
    /// To this output; while it is full, the elements behind wait too.
    case output(Int)
    /// To any output that has room and whose consumer has no more to do than it handles in one step: one that is slow
    /// gets less, whatever the capacities. The outputs take turns.
    case any
}

/// Decides which outputs get an element; a value that belongs to one run.
public protocol FanOutBehavior<Element>: SendableMetatype {
    associatedtype Element: Sendable

    /// Called once for each element, in order.
    mutating func route(_ element: Element) throws -> Route
}
