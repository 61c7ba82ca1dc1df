import BenchKit
import Synchronization

/// A closure that computes, and does not give its thread back before it is cancelled.
final class Computing: Sendable {
    /// It looks so often whether it was cancelled, and it ends by itself after so long; nanoseconds.
    private static let slice: Int64 = 100_000
    private static let limit: Int64 = 200_000_000

    private let beginning = Moment()
    private let end = Moment()

    func untilCancelled<Value>(_ value: Value) -> Value {
        beginning.mark()
        let start = Stopwatch()
        while !Task.isCancelled, start.elapsed < Self.limit { Self.keepThread(for: Self.slice) }
        end.mark()
        return value
    }

    func hasBegun() async { await beginning.hasCome() }
    func hasEnded() async { await end.hasCome() }

    /// Computes for so many nanoseconds, as time goes by on the wall: other programs do not make it longer.
    static func keepThread(for nanoseconds: Int64) {
        let start = Stopwatch()
        while start.elapsed < nanoseconds {}
    }

    static func keepThread<Value>(milliseconds: Int64, _ value: Value) -> Value {
        keepThread(for: milliseconds * 1_000_000)
        return value
    }
}

/// When something happened that another task waits for, or measures from.
final class Moment: Sendable {
    private let nanoseconds = Atomic<Int64>(0)

    /// When it was, on the clock of `Stopwatch`; 0 before.
    var time: Int64 { nanoseconds.load(ordering: .acquiring) }

    func mark() { nanoseconds.store(Stopwatch.now, ordering: .releasing) }

    func hasCome() async {
        while time == 0 { await Task.yield() }
    }
}
