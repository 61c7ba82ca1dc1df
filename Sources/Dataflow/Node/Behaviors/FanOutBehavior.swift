/// Where a fan-out sends an element.
public enum Route: Sendable, Equatable {
    /// To every output that still wants elements, once all of them have room.
    case all
    /// To this output; when it is full, the elements behind wait too.
    case output(Int)
    /// To whichever output has room, in turns.
    case any
}

/// Decides which outputs get an element; a value that belongs to one run.
public protocol FanOutBehavior<Element>: SendableMetatype {
    associatedtype Element: Sendable

    /// Called once for each element, in order.
    mutating func route(_ element: Element) throws -> Route
}
