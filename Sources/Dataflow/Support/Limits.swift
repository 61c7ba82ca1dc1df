/// The limits of operators' arguments: a larger argument is a finding. It neither traps nor exhausts the memory.
///
/// A limit reserves nothing. An operator's memory grows with what it holds; only a mailbox allocates its whole ring,
/// when its first element comes.
@usableFromInline
package enum Limits {
    /// The elements of a mailbox, a buffer or an inlet. A million words are 8 MiB; more is a store, not an edge.
    @usableFromInline package static let capacity = Limit(1...(1 << 20))

    /// The elements that a hub keeps for late readers.
    static let replay = Limit(0...(1 << 20))

    /// The elements that an operator works on at once. Each costs a task of one or two kilobytes, and a process has no
    /// more ports than that on which to await an answer.
    @usableFromInline package static let concurrency = Limit(1...(1 << 16))

    /// What is wrong with the number of elements in work at once, or nil.
    @usableFromInline
    static func problem(concurrency count: Int) -> String? {
        concurrency.problem(count, "a concurrency of \(count)", tooSmall: "leaves nobody to do the work")
    }

    /// What is wrong with the number of keys for which an operator holds a value, or nil.
    @usableFromInline
    static func problem(keys count: Int) -> String? {
        count < 1 ? "it cannot hold a value if it may hold \(count) keys. Give 1 or more." : nil
    }

    /// The flows that one operator runs at once. Each costs a few mailboxes and nodes.
    @usableFromInline package static let innerFlows = Limit(1...(1 << 16))

    /// The outputs of a fan-out: each is a mailbox with a node behind it.
    @usableFromInline package static let outputs = Limit(1...(1 << 16))

    /// The workers of a run. The system's pool has one thread for each core, so more workers only wait for each other.
    package static let workers = Limit(1...max(256, processorCount))

    /// The shortest time between two ticks; with less, the ticks would run out of numbers within hours.
    private static let shortestTick = Duration.nanoseconds(1)

    /// The longest interval: a moment so far ahead can still be added to another.
    @usableFromInline static let longestInterval = Duration.seconds(Int64.max)

    private static let intervals = "Give a nanosecond to Int64.max seconds."

    /// What is wrong with the time between two ticks, or nil.
    @usableFromInline
    static func problem(ticking interval: Duration) -> String? {
        if interval <= .zero { return "an interval of \(interval) leaves no time between two ticks. \(intervals)" }
        if interval < shortestTick { return "an interval of \(interval) is less than a nanosecond. \(intervals)" }
        return problem(pacing: interval)
    }

    /// What is wrong with the time for which an operator gathers elements, or nil.
    @usableFromInline
    static func problem(gathering interval: Duration) -> String? {
        if interval <= .zero { return "an interval of \(interval) leaves no time to gather elements. \(intervals)" }
        return problem(ticking: interval)
    }

    /// What is wrong with the time for which something is waited for, or nil.
    @usableFromInline
    static func problem(patience limit: Duration) -> String? {
        if limit <= .zero { return "a limit of \(limit) leaves no time to wait. \(intervals)" }
        return problem(ticking: limit)
    }

    /// What is wrong with the tokens of a bucket, or nil.
    @usableFromInline
    static func problem(tokens count: Int, per interval: Duration, burst: Int) -> String? {
        if interval > longestRefill {
            return "an interval of \(interval) is more than a hundred years. Give that or less."
        }
        return capacity.problem(count, "a rate of \(count)", tooSmall: "lets no element through")
            ?? capacity.problem(burst, "a burst of \(burst)", tooSmall: "lets no element through")
            ?? problem(gathering: interval)
    }

    /// The longest time in which a bucket gets its tokens: the costs of very many elements can still be added up.
    private static let longestRefill = Duration.seconds(100 * 365 * Int64(86_400))

    /// What is wrong with the number of elements in an array, or nil.
    @usableFromInline
    static func problem(chunk count: Int) -> String? {
        count < 1 ? "an array of \(count) elements would never be full. Give 1 or more." : nil
    }

    /// What is wrong with the shortest time between two elements, or nil.
    @usableFromInline
    static func problem(pacing interval: Duration) -> String? {
        if interval < .zero { return "an interval of \(interval) is less than no time. Give zero or more." }
        return interval > longestInterval
            ? "an interval of \(interval) is more than Int64.max seconds. Give that or less." : nil
    }
}

/// A range that an argument must stay in.
@usableFromInline
package struct Limit: Sendable {
    package let range: ClosedRange<Int>

    init(_ range: ClosedRange<Int>) {
        self.range = range
    }

    @usableFromInline
    package func contains(_ value: Int) -> Bool { range.contains(value) }

    /// The value, or the nearest one allowed: for objects that are built although they will not run.
    @usableFromInline
    package func clamp(_ value: Int) -> Int { min(max(value, range.lowerBound), range.upperBound) }

    /// What is wrong with a value, or nil.
    ///
    /// - Parameters:
    ///   - name: what the value is, with its article: "a buffer of 0".
    ///   - tooSmall: why a value below the range makes no sense.
    @usableFromInline
    package func problem(_ value: Int, _ name: String, tooSmall: String) -> String? {
        let limits = "Give \(range.lowerBound) to \(range.upperBound)."
        if value < range.lowerBound { return "\(name) \(tooSmall). \(limits)" }
        return value > range.upperBound
            ? "\(name) is more than the \(range.upperBound) that are allowed. \(limits)" : nil
    }
}
