/// Windows of one length that begin at regular times, the same for all keys.
public struct EventWindows: Sendable, Hashable {
    /// The length of each window.
    public let length: Duration
    /// The time from the beginning of one window to that of the next.
    public let interval: Duration
    /// When one of the windows begins.
    public let offset: Duration

    /// Windows that follow each other without a gap: a time belongs to exactly one.
    ///
    /// - Parameters:
    ///   - length: the length of a window, more than zero.
    ///   - offset: when one of them begins; by default the time zero is a beginning.
    public static func tumbling(of length: Duration, offset: Duration = .zero) -> EventWindows {
        EventWindows(length: length, interval: length, offset: offset)
    }

    /// Windows that overlap: a time belongs to every window that began less than `length` before.
    ///
    /// - Parameters:
    ///   - length: the length of a window, more than zero.
    ///   - interval: the time from one beginning to the next, more than zero and at most `length`. Each element is folded
    ///     into `length / interval` windows, at most 65,536.
    ///   - offset: when one of them begins; by default the time zero is a beginning.
    public static func sliding(of length: Duration, every interval: Duration, offset: Duration = .zero) -> EventWindows
    {
        EventWindows(length: length, interval: interval, offset: offset)
    }

    /// What is wrong with them, or nil.
    @usableFromInline
    var problem: String? {
        if length <= .zero { return "a window of \(length) has no room for an element. Give more than zero." }
        if interval <= .zero { return "windows every \(interval) would be without number. Give more than zero." }
        if interval > length {
            return "windows of \(length) every \(interval) leave out what comes between them. Give at most the length."
        }
        if length.attoseconds / interval.attoseconds > 1 << 16 {
            return
                "windows of \(length) every \(interval) put each element into more than 65536. Give a longer time between them."
        }
        return EventTime.problem(length) ?? EventTime.problem(offset)
    }
}

/// Windows that follow the elements of each key: one ends when the key has had no element for a while.
public struct EventSessions: Sendable, Hashable {
    /// The pause that ends a window.
    public let gap: Duration

    /// - Parameter gap: the pause that ends a window, more than zero. A window lasts from its first element to `gap` after
    ///   its last one; an element at that end begins another.
    public static func session(gap: Duration) -> EventSessions { EventSessions(gap: gap) }

    /// What is wrong with them, or nil.
    @usableFromInline
    var problem: String? {
        gap <= .zero
            ? "a gap of \(gap) ends a session before it has begun. Give more than zero." : EventTime.problem(gap)
    }
}
