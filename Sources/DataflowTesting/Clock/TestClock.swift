/// A clock whose time moves only when a test says so.
///
/// The pattern: wait until somebody sleeps, advance, wait for what that brings about.
///
///     try await clock.sleepers(atLeast: 1)
///     clock.advance(by: .seconds(1))
final class TestClock: Clock, Sendable {
    struct Instant: InstantProtocol, CustomStringConvertible {
        var offset: Duration = .zero

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
        var description: String { "\(offset)" }
    }

    private struct Time: Sendable {
        var now = Instant()
        /// When each sleeper wants to wake; those whose moment has come do not count any more.
        var deadlines: [Int: Instant] = [:]
        var nextSleeper = 0

        var sleeperCount: Int { deadlines.values.count { $0 > now } }
    }

    private let time = Watched(Time())

    var now: Instant { time.value.now }
    /// The time since the clock was made.
    var elapsed: Duration { now.offset }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = time.update { time in
            time.nextSleeper += 1
            time.deadlines[time.nextSleeper] = deadline
            return time.nextSleeper
        }
        defer { time.update { time in time.deadlines[id] = nil } }
        try await time.wait { $0.now >= deadline }
    }

    /// Moves time in one leap; whoever sleeps until a moment within it wakes.
    func advance(by duration: Duration) {
        time.update { $0.now = $0.now.advanced(by: duration) }
    }

    /// Waits until so many tasks sleep.
    func sleepers(atLeast count: Int) async throws {
        try await time.wait { $0.sleeperCount >= count }
    }
}
