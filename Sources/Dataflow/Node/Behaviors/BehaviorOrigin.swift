/// The origin of a node's behaviors: the first, and one after each restart.
@usableFromInline
enum BehaviorOrigin<Behavior> {
    /// A value; each behavior is a copy of it. `Sendable`, because several runs make copies at once.
    case copies(of: Behavior)
    /// A closure that makes each behavior.
    case factory(@Sendable () -> sending Behavior)

    @inlinable
    func make() -> Behavior {
        switch self {
        case .copies(let behavior): behavior
        case .factory(let makeBehavior): makeBehavior()
        }
    }
}
