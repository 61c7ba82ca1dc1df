/// How often in a row a behavior was called for a moment that has come, and changed nothing. A value.
@usableFromInline
struct VainCalls {
    @usableFromInline var count = 0
    @usableFromInline var deadline = Duration.zero

    @inlinable
    init() {}

    /// Notes a call for this deadline, which has come.
    @usableFromInline
    mutating func note(_ deadline: Duration) {
        let isLater = count == 0 || deadline > self.deadline
        (count, self.deadline) = isLater ? (1, deadline) : (count + 1, self.deadline)
    }

    /// Notes that something has changed.
    @inlinable
    mutating func forget() { count = 0 }

    /// The failure of a behavior that was called too often.
    @usableFromInline
    var error: StuckDeadline? { count > StuckDeadline.limit ? StuckDeadline(deadline: deadline) : nil }
}
