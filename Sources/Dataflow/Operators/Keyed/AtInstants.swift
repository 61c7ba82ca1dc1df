extension Flow {
    /// Folds the elements of each key and of each window of their time into one value, for elements that know an instant.
    ///
    ///     let (totals, late) = orders.aggregated(
    ///         by: \.customer, in: .tumbling(of: .seconds(60)), at: \.instant, since: start, into: 0
    ///     ) { total, order in total += order.amount }
    ///
    /// The same as
    /// ``aggregated(by:in:at:outOfOrder:allowedLateness:idleFor:clock:maxKeys:into:fileID:line:_:)`` with the time since
    /// `start`; the windows of the results are counted from there too.
    ///
    /// - **Emits:** as `results`, a value for each key of a window that is over; as `late`, the elements all of whose
    ///   windows were over for longer than `allowedLateness`.
    /// - **Backpressures:** when the next element's flow does.
    /// - **Completes:** both flows, when upstream completes and the last values are sent.
    /// - **Fails:** both flows, when upstream fails, after the values so far; when a closure throws.
    ///
    /// - Parameters:
    ///   - key: gives an element's key; called once for each element, in order.
    ///   - windows: windows of one length, the same for all keys.
    ///   - instant: gives an element's instant, of any clock that counts in durations; called once for each, in order.
    ///   - start: the instant from which time counts; elements may be earlier.
    ///   - outOfOrder: how much earlier than the latest element another may be.
    ///   - allowedLateness: how long a window that is over keeps its values, in the time of the elements.
    ///   - idleFor: after how long without an element the watermark goes on with the clock; never if nil.
    ///   - clock: the clock for `idleFor`; the graph's clock if nil.
    ///   - maxKeys: how many values the operator may hold; the default is no limit.
    ///   - initial: the value with which each key of a window starts.
    ///   - update: changes a value; called in the order of the elements, for each window of an element.
    /// - Returns: two flows; each must be consumed in a graph that consumes the other.
    @inlinable
    public func aggregated<Key: Hashable & Sendable, Value: Sendable, Instant: InstantProtocol<Duration>>(
        by key: @escaping @Sendable (Element) throws -> Key, in windows: EventWindows,
        at instant: @escaping @Sendable (Element) throws -> Instant, since start: Instant,
        outOfOrder: Duration = .zero, allowedLateness: Duration = .zero, idleFor: Duration? = nil,
        clock: (any Clock<Duration>)? = nil, maxKeys: Int = .max, into initial: Value, fileID: String = #fileID,
        line: Int = #line, _ update: @escaping @Sendable (inout Value, Element) throws -> Void
    ) -> (results: Flow<WindowResult<Key, Value>>, late: Flow<Element>) {
        aggregated(
            by: key, in: windows, at: { start.duration(to: try instant($0)) }, outOfOrder: outOfOrder,
            allowedLateness: allowedLateness, idleFor: idleFor, clock: clock, maxKeys: maxKeys, into: initial,
            fileID: fileID, line: line, update)
    }

    /// Folds the elements of each key's sessions into one value each, for elements that know an instant.
    ///
    /// The same as
    /// ``aggregated(by:in:at:outOfOrder:allowedLateness:idleFor:clock:maxKeys:into:combine:fileID:line:_:)`` with the time
    /// since `start`; the sessions of the results are counted from there too.
    ///
    /// - **Emits:** as `results`, the value of each session that is over; as `late`, the elements that belong to no session
    ///   and whose own would be over for longer than `allowedLateness`.
    /// - **Backpressures:** when the next element's flow does.
    /// - **Completes:** both flows, when upstream completes and the last values are sent.
    /// - **Fails:** both flows, when upstream fails, after the values so far; when a closure throws.
    ///
    /// - Parameters:
    ///   - key: gives an element's key; called once for each element, in order.
    ///   - sessions: the pause that ends one.
    ///   - instant: gives an element's instant, of any clock that counts in durations; called once for each, in order.
    ///   - start: the instant from which time counts; elements may be earlier.
    ///   - outOfOrder: how much earlier than the latest element another may be.
    ///   - allowedLateness: how long a session that is over keeps its value, in the time of the elements.
    ///   - idleFor: after how long without an element the watermark goes on with the clock; never if nil.
    ///   - clock: the clock for `idleFor`; the graph's clock if nil.
    ///   - maxKeys: how many sessions the operator may hold; the default is no limit.
    ///   - initial: the value with which each session starts.
    ///   - combine: makes one value of two, the earlier session's first.
    ///   - update: changes a value; called once for each element, in order.
    /// - Returns: two flows; each must be consumed in a graph that consumes the other.
    @inlinable
    public func aggregated<Key: Hashable & Sendable, Value: Sendable, Instant: InstantProtocol<Duration>>(
        by key: @escaping @Sendable (Element) throws -> Key, in sessions: EventSessions,
        at instant: @escaping @Sendable (Element) throws -> Instant, since start: Instant,
        outOfOrder: Duration = .zero, allowedLateness: Duration = .zero, idleFor: Duration? = nil,
        clock: (any Clock<Duration>)? = nil, maxKeys: Int = .max, into initial: Value,
        combine: @escaping @Sendable (Value, Value) throws -> Value, fileID: String = #fileID, line: Int = #line,
        _ update: @escaping @Sendable (inout Value, Element) throws -> Void
    ) -> (results: Flow<WindowResult<Key, Value>>, late: Flow<Element>) {
        aggregated(
            by: key, in: sessions, at: { start.duration(to: try instant($0)) }, outOfOrder: outOfOrder,
            allowedLateness: allowedLateness, idleFor: idleFor, clock: clock, maxKeys: maxKeys, into: initial,
            combine: combine, fileID: fileID, line: line, update)
    }
}
