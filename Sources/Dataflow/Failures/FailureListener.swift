/// Who hears of the errors for which an operator drops elements. It has an identity, so that a flow that is used twice tells
/// it once.
@usableFromInline
final class FailureListener: Sendable {
    let hear: @Sendable (any Error) -> Void

    init(_ hear: @escaping @Sendable (any Error) -> Void) { self.hear = hear }
}
