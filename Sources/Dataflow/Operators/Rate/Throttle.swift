extension Flow {
    /// Lets at most one element through in each interval, and drops the others.
    ///
    /// The first element leaves at once and begins an interval. With `latest`, the newest element that came meanwhile
    /// leaves when the interval ends, whether or not another one comes, and begins the next; without, all that come within
    /// an interval are dropped, and the first one after it leaves at once. An interval begins when an element leaves, so
    /// two never leave within one. What waits until downstream asks may still be replaced. Dropped elements are counted.
    ///
    /// - **Emits:** at most one element in each interval, in order.
    /// - **Backpressures:** never; with an interval of zero, which drops nothing, when downstream does.
    /// - **Completes:** when upstream completes and the element that waits for the end of its interval is sent.
    /// - **Fails:** when upstream fails and the element that waits for the end of its interval is sent.
    ///
    /// - Parameters:
    ///   - interval: the shortest time between two elements, from zero to `Int64.max` seconds.
    ///   - latest: whether the newest element of an interval leaves at its end; otherwise it is dropped too.
    ///   - clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func throttle(
        for interval: Duration,
        latest: Bool = true,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        transform(
            ThrottleBehavior(interval: interval, isLatest: latest),
            clock,
            "throttle",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(pacing: interval)
        )
    }
}

@usableFromInline
struct ThrottleBehavior<Element: Sendable>: HoldingBehavior, Sendable {
    @usableFromInline let interval: Duration
    @usableFromInline let isLatest: Bool
    @usableFromInline var waiting: Element?
    /// When the interval ends that the last element has begun; nil once it has ended.
    @usableFromInline var intervalEnd: Duration?
    @usableFromInline var droppedCount = 0

    @inlinable
    init(interval: Duration, isLatest: Bool) {
        self.interval = interval
        self.isLatest = isLatest
    }

    @inlinable var isAccepting: Bool { interval > .zero || waiting == nil }
    @inlinable var isReady: Bool { waiting != nil && intervalEnd == nil }
    @inlinable var deadline: Duration? { waiting == nil ? nil : intervalEnd }
    @inlinable var heldCount: Int { waiting == nil ? 0 : 1 }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) {
        if let end = intervalEnd, end <= now { intervalEnd = nil }
        guard waiting != nil || !isLatest && intervalEnd != nil else { return waiting = element }
        droppedCount += 1
        if isLatest { waiting = element }
    }

    @inlinable
    mutating func fire(now: Duration) { intervalEnd = nil }

    @inlinable
    mutating func handOver(now: Duration) -> Element? {
        intervalEnd = now + interval
        return waiting.take()
    }
}
