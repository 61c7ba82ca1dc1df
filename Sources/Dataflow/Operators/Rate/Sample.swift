extension Flow {
    /// Lets the newest element through at equal intervals, and drops those in between.
    ///
    /// Intervals follow the clock from the start of the run; one without a new element gives nothing. What downstream does
    /// not ask for may still be replaced. Dropped elements are counted.
    ///
    /// - **Emits:** at the end of each interval the newest element that came within it, if any.
    /// - **Backpressures:** never.
    /// - **Completes:** when upstream completes; the newest element is sent at once, before that.
    /// - **Fails:** when upstream fails; the newest element is sent at once, before that.
    ///
    /// - Parameters:
    ///   - interval: the length of an interval, from a nanosecond to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func sample(
        every interval: Duration,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        transform(
            TimedSampleBehavior(interval: interval),
            clock,
            "sample",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(gathering: interval)
        )
    }
}

@usableFromInline
struct TimedSampleBehavior<Element: Sendable>: HoldingBehavior, Sendable {
    @usableFromInline let interval: Duration
    @usableFromInline var newest: Element?
    /// The end of the interval in which the newest element came.
    @usableFromInline var deadline: Duration?
    /// An element whose interval has ended, and which downstream has not asked for.
    @usableFromInline var sampled: Element?
    @usableFromInline var droppedCount = 0

    @inlinable
    init(interval: Duration) {
        self.interval = interval
    }

    @inlinable var isReady: Bool { sampled != nil }
    @inlinable var heldCount: Int { (newest == nil ? 0 : 1) + (sampled == nil ? 0 : 1) }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) {
        if newest == nil { deadline = now.nextTick(every: interval) } else { droppedCount += 1 }
        newest = element
    }

    @inlinable
    mutating func fire(now: Duration) {
        guard let element = newest.take() else { return }
        if sampled != nil { droppedCount += 1 }
        (sampled, deadline) = (element, nil)
    }

    @inlinable
    mutating func handOver(now: Duration) -> Element? { sampled.take() }

    @inlinable
    mutating func inputEnded(_ failure: (any Error)?, now: Duration) { fire(now: now) }
}
