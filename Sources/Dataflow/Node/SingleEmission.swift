/// What an async behavior answers to one element: at most one comes out.
public enum SingleEmission<Output> {
    /// Nothing comes out.
    case nothing
    /// One element comes out.
    case emit(Output)
    /// One element comes out, and it is the last: the node completes and cancels its inputs with the cause *finished*.
    case emitLast(Output)
    /// Nothing more comes out: the node completes and cancels its inputs with the cause *finished*.
    case finish
}

extension SingleEmission: Sendable where Output: Sendable {}
