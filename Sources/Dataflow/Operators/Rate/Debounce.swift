extension Flow {
    /// Lets an element through once no other has followed it for a while.
    ///
    /// The newest element leaves when the interval has passed without another, and downstream asks. A newer one that comes
    /// before that replaces it; replaced elements are counted as dropped. With an interval of zero nothing is replaced,
    /// and upstream waits.
    ///
    /// - **Emits:** the newest element after each pause, in order; what downstream does not ask for may still be replaced.
    /// - **Backpressures:** never; with an interval of zero, when downstream does.
    /// - **Completes:** when upstream completes; the element that waits is sent at once, before that.
    /// - **Fails:** when upstream fails; the element that waits is sent at once, before that.
    ///
    /// - Parameters:
    ///   - interval: the length of the pause, from zero to `Int64.max` seconds.
    ///   - clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func debounce(
        for interval: Duration,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        transform(
            DebounceBehavior { _ in interval },
            clock,
            "debounce",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(pacing: interval)
        )
    }

    /// Lets an element through once no other has followed it for as long as the element itself wants.
    ///
    ///     queries.debounce { $0.isEmpty ? .zero : .milliseconds(300) }
    ///
    /// Like ``debounce(for:clock:fileID:line:)``. An element with a pause of zero, or less, is not replaced: it leaves when
    /// downstream asks, and upstream waits until then.
    ///
    /// - **Emits:** the newest element after each pause, in order; what downstream does not ask for may still be replaced.
    /// - **Backpressures:** while an element with a pause of zero waits for downstream.
    /// - **Completes:** when upstream completes; the element that waits is sent at once, before that.
    /// - **Fails:** when upstream fails; the element that waits is sent at once, before that. When `pause` throws; see
    ///   ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - clock: the operator's clock; the graph's clock if nil.
    ///   - pause: called once for each element, in order; gives the length of the pause behind it, up to `Int64.max`
    ///     seconds.
    @inlinable
    public func debounce(
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line,
        for pause: @escaping @Sendable (Element) throws -> Duration
    ) -> Flow {
        transform(
            DebounceBehavior(pause: pause), clock, "debounce", SourceSite(fileID: fileID, line: line), problem: nil)
    }
}

@usableFromInline
struct DebounceBehavior<Element: Sendable>: HoldingBehavior, Sendable {
    @usableFromInline let pause: @Sendable (Element) throws -> Duration
    @usableFromInline var waiting: Element?
    /// When the waiting element may leave; nil once it may.
    @usableFromInline var deadline: Duration?
    /// Whether the waiting element is not to be replaced.
    @usableFromInline var isKept = false
    @usableFromInline var droppedCount = 0

    @inlinable
    init(pause: @escaping @Sendable (Element) throws -> Duration) {
        self.pause = pause
    }

    @inlinable var isAccepting: Bool { !isKept }
    @inlinable var isReady: Bool { waiting != nil && deadline == nil }
    @inlinable var heldCount: Int { waiting == nil ? 0 : 1 }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) throws {
        let pause = min(try pause(element), Limits.longestInterval)
        if waiting != nil { droppedCount += 1 }
        waiting = element
        isKept = pause <= .zero
        deadline = isKept ? nil : now + pause
    }

    @inlinable
    mutating func fire(now: Duration) { deadline = nil }

    @inlinable
    mutating func handOver(now: Duration) -> Element? {
        isKept = false
        return waiting.take()
    }

    @inlinable
    mutating func inputEnded(_ failure: (any Error)?, now: Duration) { deadline = nil }
}
