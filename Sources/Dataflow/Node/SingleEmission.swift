/// An async behavior's answer to one element: it emits at most one.
public enum SingleEmission<Output> {
    /// Emit nothing.
    case nothing
    /// Emit one element.
    case emit(Output)
    /// Emit one element as the last: the node completes and cancels its inputs with the cause *finished*.
    case emitLast(Output)
    /// Emit nothing more: the node completes and cancels its inputs with the cause *finished*.
    case finish
}

extension SingleEmission: Sendable where Output: Sendable {}
