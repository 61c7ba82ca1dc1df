/// Thrown when a timed behavior keeps a deadline that has passed, and emits nothing, however often it is called.
public struct StuckDeadline: Error, CustomStringConvertible {
    /// The deadline, as a duration since the run began.
    public let deadline: Duration

    /// How many calls in a row may change nothing; many deadlines can lie in one moment.
    static let limit = 1 << 16

    public var description: String {
        "fire(now:) was called \(Self.limit) times for the deadline \(deadline), gave nothing and left it; "
            + "set the deadline to nil or to a later moment in fire(now:)."
    }
}
