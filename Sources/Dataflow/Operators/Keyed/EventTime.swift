/// The times of elements: durations since some moment, whose sums with a few intervals never overflow.
@usableFromInline
enum EventTime {
    /// More than thirty thousand million years.
    @usableFromInline static let limit = Duration.seconds(Int64(1) << 60)

    /// When everything is past.
    @usableFromInline static let end = Duration.seconds(Int64.max)

    /// - Throws: for a time that is out of range.
    @inlinable
    static func check(_ time: Duration) throws {
        if time > limit || time < .zero - limit { throw EventTimeOutOfRange(time: time) }
    }

    /// What is wrong with an interval, or nil.
    @usableFromInline
    static func problem(_ interval: Duration) -> String? {
        interval > limit || interval < .zero - limit ? "an interval of \(interval) is more than 2^60 seconds." : nil
    }

    /// What is wrong with a time for which something is waited for, or nil.
    @usableFromInline
    static func problem(waiting interval: Duration) -> String? {
        interval < .zero ? "an interval of \(interval) is less than no time." : problem(interval)
    }

    /// What is wrong with the arguments of an operator with windows, or nil.
    @usableFromInline
    static func problem(
        _ outOfOrder: Duration, _ allowedLateness: Duration, _ idleFor: Duration?, _ maxKeys: Int
    ) -> String? {
        problem(waiting: outOfOrder) ?? problem(waiting: allowedLateness)
            ?? idleFor.flatMap { Limits.problem(patience: $0) ?? problem($0) }
            ?? (maxKeys < 1 ? "it cannot hold a value if it may hold \(maxKeys) keys." : nil)
    }
}

/// Thrown when an element's time is more than 2^60 seconds from zero.
public struct EventTimeOutOfRange: Error, CustomStringConvertible {
    /// The element's time.
    public let time: Duration

    @usableFromInline
    init(time: Duration) {
        self.time = time
    }

    public var description: String { "an element's time is \(time); give one that is within 2^60 seconds of zero." }
}

/// How far a flow has come in the time of its elements: no element before it is expected any more. A value.
@usableFromInline
struct Watermark: Sendable {
    /// How much earlier than the latest element another may be.
    @usableFromInline let outOfOrder: Duration
    @usableFromInline var latest: Duration?
    @usableFromInline var time = Duration.zero - EventTime.end

    @inlinable
    init(outOfOrder: Duration) {
        self.outOfOrder = outOfOrder
    }

    @inlinable
    mutating func see(_ time: Duration) {
        if let latest, latest >= time { return }
        latest = time
        advance(to: time - outOfOrder)
    }

    /// It never goes back.
    @inlinable
    mutating func advance(to time: Duration) { self.time = max(self.time, time) }
}
