/// What an operator does when its own closure throws for an element.
public enum FailurePolicy: Sendable, Equatable {
    /// The operator fails: the default.
    case stop
    /// The element is dropped and counted; the operator's state stays as it is.
    case skip
    /// The element is dropped and counted; the operator starts over with its first state.
    case restart
}
