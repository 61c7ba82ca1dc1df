/// An element with the moment at which it came.
public struct Timestamped<Element: Sendable>: Sendable {
    /// The element.
    public let element: Element
    /// How long after the start of the run it came, on the operator's clock.
    public let time: Duration

    /// Makes one.
    @inlinable
    public init(_ element: Element, at time: Duration) {
        self.element = element
        self.time = time
    }
}

extension Timestamped: Equatable where Element: Equatable {}
extension Timestamped: Hashable where Element: Hashable {}

extension Flow {
    /// Tells of each element when it came.
    ///
    /// - **Emits:** each element with the time since the start of the run.
    /// - **Backpressures:** when downstream does; an element comes when the operator takes it.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameter clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func timestamped(
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow<Timestamped<Element>> {
        transform(
            TimestampBehavior(), clock, "timestamped", SourceSite(fileID: fileID, line: line), problem: nil)
    }

    /// Tells how much time lies between elements, in place of the elements.
    ///
    /// - **Emits:** for each element the time since the one before it, for the first since the start of the run.
    /// - **Backpressures:** when downstream does; an element comes when the operator takes it.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameter clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func measureInterval(
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow<Duration> {
        transform(
            IntervalBehavior<Element>(), clock, "measureInterval", SourceSite(fileID: fileID, line: line), problem: nil)
    }
}

@usableFromInline
struct TimestampBehavior<Element: Sendable>: TimedBehavior, Sendable {
    @inlinable
    init() {}

    @inlinable var isAccepting: Bool { true }
    @inlinable var deadline: Duration? { nil }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) -> Emission<Timestamped<Element>> {
        .emit(Timestamped(element, at: now))
    }

    @inlinable
    mutating func fire(now: Duration) -> Emission<Timestamped<Element>> { .nothing }
}

@usableFromInline
struct IntervalBehavior<Element: Sendable>: TimedBehavior, Sendable {
    @usableFromInline var last = Duration.zero

    @inlinable
    init() {}

    @inlinable var isAccepting: Bool { true }
    @inlinable var deadline: Duration? { nil }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) -> Emission<Duration> {
        defer { last = now }
        return .emit(now - last)
    }

    @inlinable
    mutating func fire(now: Duration) -> Emission<Duration> { .nothing }
}
