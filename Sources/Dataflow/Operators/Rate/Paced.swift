extension Flow {
    /// Lets elements through no faster than one in each interval; upstream waits, so nothing is lost.
    ///
    /// - **Emits:** the first element at once, each later one no sooner than `interval` after the one before it.
    /// - **Backpressures:** while one element waits for its moment, and when downstream does.
    /// - **Completes:** when upstream completes and the waiting element is sent.
    /// - **Fails:** when upstream fails, after the waiting element is sent.
    ///
    /// - Parameters:
    ///   - interval: the shortest time between two elements, from zero to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func paced(
        every interval: Duration,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        transform(
            PacedBehavior(interval: interval),
            clock,
            "paced",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(pacing: interval)
        )
    }
}

@usableFromInline
struct PacedBehavior<Element: Sendable>: TimedBehavior, Sendable {
    @usableFromInline let interval: Duration
    /// The element that came too early.
    @usableFromInline var waiting: Element?
    /// When the next element may leave.
    @usableFromInline var nextTurn: Duration?

    @inlinable
    init(interval: Duration) {
        self.interval = interval
    }

    @inlinable
    var isAccepting: Bool { waiting == nil }

    @inlinable
    var deadline: Duration? { waiting == nil ? nil : nextTurn }

    @inlinable
    var heldCount: Int { waiting == nil ? 0 : 1 }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) -> Emission<Element> {
        if let nextTurn, now < nextTurn {
            waiting = element
            return .nothing
        }
        nextTurn = now + interval
        return .emit(element)
    }

    @inlinable
    mutating func fire(now: Duration) -> Emission<Element> {
        guard let element = waiting.take() else { return .nothing }
        nextTurn = now + interval
        return .emit(element)
    }
}
