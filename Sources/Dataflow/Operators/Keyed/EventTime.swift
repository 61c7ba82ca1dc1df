/// A moment in the time of the elements, in attoseconds: a `Duration` as a number, which is computed with in place, where a
/// `Duration`'s operators are calls.
@usableFromInline
typealias Moment = Int128

/// The times of elements: durations since some moment, whose sums with a few intervals never overflow.
@usableFromInline
enum EventTime {
    /// About forty thousand million years.
    @inlinable static var limit: Moment { 1 << 120 }

    /// When everything is past.
    @inlinable static var end: Moment { 1 << 124 }

    /// The moment of an element's time.
    ///
    /// - Throws: if it is out of range.
    @inlinable
    static func moment(_ time: Duration) throws -> Moment {
        let moment = time.attoseconds
        if moment > limit || moment < 0 &- limit { throw EventTimeOutOfRange(time: time) }
        return moment
    }

    /// What is wrong with an interval, or nil.
    @usableFromInline
    static func problem(_ interval: Duration) -> String? {
        interval.attoseconds.magnitude > limit
            ? "an interval of \(interval) is more than 2^120 attoseconds. Give that or less." : nil
    }

    /// What is wrong with a time for which something is waited for, or nil.
    @usableFromInline
    static func problem(waiting interval: Duration) -> String? {
        interval < .zero ? "an interval of \(interval) is less than no time. Give zero or more." : problem(interval)
    }

    /// What is wrong with the arguments of an operator with windows, or nil.
    @usableFromInline
    static func problem(
        _ outOfOrder: Duration, _ allowedLateness: Duration, _ idleFor: Duration?, _ maxKeys: Int
    ) -> String? {
        problem(waiting: outOfOrder) ?? problem(waiting: allowedLateness)
            ?? idleFor.flatMap { Limits.problem(patience: $0) ?? problem($0) }
            ?? Limits.problem(keys: maxKeys)
    }
}

/// Thrown when an element's time is more than 2^120 attoseconds, forty thousand million years, from zero.
public struct EventTimeOutOfRange: Error, CustomStringConvertible {
    /// The element's time.
    public let time: Duration

    @usableFromInline
    init(time: Duration) {
        self.time = time
    }

    public var description: String { "an element's time is \(time); give one within 2^120 attoseconds of zero." }
}

/// How far a flow has come in the time of its elements: no element before it is expected any more. A value.
@usableFromInline
struct Watermark: Sendable {
    /// How much earlier than the latest element another may be.
    @usableFromInline let outOfOrder: Moment
    @usableFromInline var latest: Moment
    @usableFromInline var moment: Moment

    @inlinable
    init(outOfOrder: Duration) {
        self.outOfOrder = outOfOrder.attoseconds
        latest = 0 &- EventTime.end
        moment = latest
    }

    /// Whether any element was seen.
    @inlinable var hasBegun: Bool { latest > 0 &- EventTime.end }

    @inlinable
    mutating func see(_ moment: Moment) {
        if latest >= moment { return }
        latest = moment
        advance(to: moment &- outOfOrder)
    }

    /// It never goes back.
    @inlinable
    mutating func advance(to moment: Moment) {
        if moment > self.moment { self.moment = moment }
    }
}
