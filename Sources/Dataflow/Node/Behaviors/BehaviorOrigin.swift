/// Where the behaviors of a node come from: the first, and one after each restart.
@usableFromInline
enum BehaviorOrigin<Behavior> {
    /// A value that each is a copy of; `Sendable`, for copies are made in several runs at once.
    case copies(of: Behavior)
    /// A closure that makes each.
    case factory(@Sendable () -> sending Behavior)

    @inlinable
    func make() -> Behavior {
        switch self {
        case .copies(let behavior): behavior
        case .factory(let makeBehavior): makeBehavior()
        }
    }
}
