/// A behavior's answer to one element; an ``AsyncBehavior`` answers with a ``SingleEmission``.
public enum Emission<Output> {
    /// Emit nothing.
    case nothing
    /// Emit one element.
    case emit(Output)
    /// Emit one element as the last: the node completes and cancels its inputs with the cause *finished*.
    case emitLast(Output)
    /// Emit any number of elements: the node calls ``ExpandingBehavior/next()`` until it gives nil, as there is room.
    case several
    /// Emit nothing more: the node completes and cancels its inputs with the cause *finished*.
    case finish
}

extension Emission: Sendable where Output: Sendable {}
