extension Flow {
    /// Lets each element through some time after it came, and keeps the distances between them.
    ///
    /// - **Emits:** each element when `interval` has passed since it came, in order.
    /// - **Backpressures:** while as many elements as `holding` wait for their moment; a flow with more elements than that in
    ///   an interval is slowed down, not delayed only.
    /// - **Completes:** when upstream completes and the last element is sent.
    /// - **Fails:** when upstream fails and the last element is sent.
    ///
    /// - Parameters:
    ///   - interval: how long an element waits, from zero to `Int64.max` seconds; with zero it passes as it comes.
    ///   - holding: how many elements may wait at once, from 1 to 1,048,576.
    ///   - clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func delay(
        for interval: Duration,
        holding: Int = 1024,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        let problem = Limits.capacity.problem(
            holding, "a delay that holds \(holding)", tooSmall: "cannot hold an element")
        return transform(
            DelayBehavior(interval: interval, limit: holding),
            isFresh: false,
            clock,
            "delay",
            SourceSite(fileID: fileID, line: line),
            problem: problem ?? Limits.problem(pacing: interval)
        )
    }
}

@usableFromInline
struct DelayBehavior<Element: Sendable>: HoldingBehavior, Sendable {
    @usableFromInline let interval: Duration
    @usableFromInline let limit: Int
    /// The elements that wait, each with its moment.
    @usableFromInline var waiting = Fifo<(element: Element, due: Duration)>()
    /// The moment of the first of them, unless it has come.
    @usableFromInline var deadline: Duration?

    @inlinable
    init(interval: Duration, limit: Int) {
        self.interval = interval
        self.limit = limit
    }

    @inlinable static var awaitsDemand: Bool { false }
    @inlinable var isAccepting: Bool { waiting.count < limit }
    @inlinable var isReady: Bool { deadline == nil && !waiting.isEmpty }
    @inlinable var heldCount: Int { waiting.count }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) {
        if waiting.isEmpty, interval > .zero { deadline = now + interval }
        waiting.append((element, now + interval))
    }

    @inlinable
    mutating func fire(now: Duration) { deadline = nil }

    @inlinable
    mutating func handOver(now: Duration) -> Element? {
        let first = waiting.popFirst()
        if let due = waiting.front?.due, due > now { deadline = due }
        return first?.element
    }
}
