/// What a behavior answers to one element; an ``AsyncBehavior`` answers with a ``SingleEmission``.
public enum Emission<Output> {
    /// Nothing comes out.
    case nothing
    /// One element comes out.
    case emit(Output)
    /// One element comes out, and it is the last: the node completes and cancels its inputs with the cause *finished*.
    case emitLast(Output)
    /// Any number of elements come out: the node calls ``ExpandingBehavior/next()`` until it gives nil, as there is room.
    case several
    /// Nothing more comes out: the node completes and cancels its inputs with the cause *finished*.
    case finish
}

extension Emission: Sendable where Output: Sendable {}
