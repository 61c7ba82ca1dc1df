/// Nanoseconds that only grow, for the scheduler's own measurements; user-visible time is the graph's clock.
enum Monotonic {
    private static let origin = ContinuousClock.now

    static func now() -> Int64 {
        let elapsed = origin.duration(to: ContinuousClock.now).components
        return elapsed.seconds &* 1_000_000_000 &+ elapsed.attoseconds / 1_000_000_000
    }
}
