extension Flow {
    /// Leaves out the elements that come within a time.
    ///
    /// - **Emits:** the elements that come when the time is over, or in that moment, in order.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameters:
    ///   - interval: how long, from the start of the run; from zero to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func dropFirst(
        for interval: Duration,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        transform(
            DropFirstForBehavior(interval: interval),
            clock,
            "dropFirst",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(pacing: interval)
        )
    }
}

@usableFromInline
struct DropFirstForBehavior<Element: Sendable>: TimedBehavior, Sendable {
    @usableFromInline let interval: Duration

    @inlinable
    init(interval: Duration) {
        self.interval = interval
    }

    @inlinable var isAccepting: Bool { true }
    @inlinable var deadline: Duration? { nil }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) -> Emission<Element> {
        now < interval ? .nothing : .emit(element)
    }

    @inlinable
    mutating func fire(now: Duration) -> Emission<Element> { .nothing }
}
