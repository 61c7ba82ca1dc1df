extension Flow {
    /// Folds the elements of each key and of each window of their time into one value, and gives it when the window is over.
    ///
    ///     let (totals, late) = orders.aggregated(
    ///         by: \.customer, in: .tumbling(of: .seconds(60)), at: \.time, outOfOrder: .seconds(5), into: 0
    ///     ) { total, order in total += order.amount }
    ///
    /// Time is the elements' own: a duration since a moment of your choice, such as `{ start.duration(to: $0.instant) }`. The
    /// *watermark* is the latest time seen, less `outOfOrder`; a window is over when the watermark has come to its end, and
    /// all are when upstream has ended. So the results depend on the elements and their order alone; how fast they come
    /// shows only with `idleFor`. After a `merge` the latest time is that of all inputs: one that gives nothing holds up no
    /// window.
    ///
    /// - **Emits:** as `results`, a value for each key of a window that is over, windows by their ends, keys as they came
    ///   first; and within `allowedLateness` after that, the new value for each element that still comes. As `late`, in
    ///   order, the elements all of whose windows were over for longer.
    /// - **Backpressures:** when the next element's flow does.
    /// - **Completes:** both flows, when upstream completes and the last values are sent; when nobody wants a flow any more,
    ///   its elements are dropped and counted.
    /// - **Fails:** both flows, when upstream fails, after the values so far; when a closure throws; see
    ///   ``onFailure(_:fileID:line:)``. With one value too many (``TooManyKeys``), or a time that is out of range
    ///   (``EventTimeOutOfRange``).
    ///
    /// - Parameters:
    ///   - key: gives an element's key; called once for each element, in order.
    ///   - windows: windows of one length, the same for all keys.
    ///   - time: gives an element's time, within 2^120 attoseconds of zero; called once for each element, in order.
    ///   - outOfOrder: how much earlier than the latest element another may be.
    ///   - allowedLateness: how long a window that is over keeps its values, in the time of the elements.
    ///   - idleFor: after how long without an element the watermark goes on with the clock, by the time that has passed since
    ///     that element; never if nil, which is faster.
    ///   - clock: the clock for `idleFor`; the graph's clock if nil.
    ///   - maxKeys: how many values the operator may hold, one for each key of each window; the default is no limit.
    ///   - initial: the value with which each key of a window starts.
    ///   - update: changes a value; called in the order of the elements, for each window of an element. What it changed
    ///     before it threw stays changed.
    /// - Returns: two flows; each must be consumed in a graph that consumes the other.
    @inlinable
    public func aggregated<Key: Hashable & Sendable, Value: Sendable>(
        by key: @escaping @Sendable (Element) throws -> Key, in windows: EventWindows,
        at time: @escaping @Sendable (Element) throws -> Duration, outOfOrder: Duration = .zero,
        allowedLateness: Duration = .zero, idleFor: Duration? = nil, clock: (any Clock<Duration>)? = nil,
        maxKeys: Int = .max, into initial: Value, fileID: String = #fileID, line: Int = #line,
        _ update: @escaping @Sendable (inout Value, Element) throws -> Void
    ) -> (results: Flow<WindowResult<Key, Value>>, late: Flow<Element>) {
        let table = WindowTable<Key, Value>(
            windows, allowedLateness: allowedLateness, initial: initial, maxKeys: maxKeys)
        let behavior = WindowedBehavior(table, outOfOrder: outOfOrder, key: key, time: time, update: update)
        let problem = windows.problem ?? EventTime.problem(outOfOrder, allowedLateness, idleFor, maxKeys)
        return windowed(behavior, idleFor, clock, SourceSite(fileID: fileID, line: line), problem)
    }

    /// Folds the elements of each key's sessions into one value each, and gives it when the session is over.
    ///
    ///     let (visits, late) = clicks.aggregated(
    ///         by: \.user, in: .session(gap: .seconds(1_800)), at: \.time, into: 0, combine: +
    ///     ) { count, _ in count += 1 }
    ///
    /// A session lasts from its first element to `gap` after its last one. An element that comes out of order may join two
    /// sessions: then their values are combined. One that comes within `allowedLateness` after its session's end may give
    /// that a new end, at which the value comes again. Time and watermark are as for other windows.
    ///
    /// - **Emits:** as `results`, the value of each session that is over, by their ends; and within `allowedLateness` after
    ///   that, the new value when elements still come. As `late`, in order, the elements that belong to no session and whose
    ///   own would be over for longer.
    /// - **Backpressures:** when the next element's flow does.
    /// - **Completes:** both flows, when upstream completes and the last values are sent; when nobody wants a flow any more,
    ///   its elements are dropped and counted.
    /// - **Fails:** both flows, when upstream fails, after the values so far; when a closure throws; see
    ///   ``onFailure(_:fileID:line:)``. With one session too many (``TooManyKeys``), or a time that is out of range
    ///   (``EventTimeOutOfRange``).
    ///
    /// - Parameters:
    ///   - key: gives an element's key; called once for each element, in order.
    ///   - sessions: the pause that ends one. An element that comes out of order is compared with the sessions of its key
    ///     that began later.
    ///   - time: gives an element's time, within 2^120 attoseconds of zero; called once for each element, in order.
    ///   - outOfOrder: how much earlier than the latest element another may be.
    ///   - allowedLateness: how long a session that is over keeps its value, in the time of the elements.
    ///   - idleFor: after how long without an element the watermark goes on with the clock, by the time that has passed since
    ///     that element; never if nil, which is faster.
    ///   - clock: the clock for `idleFor`; the graph's clock if nil.
    ///   - maxKeys: how many sessions the operator may hold; the default is no limit.
    ///   - initial: the value with which each session starts.
    ///   - combine: makes one value of two, the earlier session's first.
    ///   - update: changes a value; called once for each element, in order. What it changed before it threw stays changed.
    /// - Returns: two flows; each must be consumed in a graph that consumes the other.
    @inlinable
    public func aggregated<Key: Hashable & Sendable, Value: Sendable>(
        by key: @escaping @Sendable (Element) throws -> Key, in sessions: EventSessions,
        at time: @escaping @Sendable (Element) throws -> Duration, outOfOrder: Duration = .zero,
        allowedLateness: Duration = .zero, idleFor: Duration? = nil, clock: (any Clock<Duration>)? = nil,
        maxKeys: Int = .max, into initial: Value, combine: @escaping @Sendable (Value, Value) throws -> Value,
        fileID: String = #fileID, line: Int = #line,
        _ update: @escaping @Sendable (inout Value, Element) throws -> Void
    ) -> (results: Flow<WindowResult<Key, Value>>, late: Flow<Element>) {
        let table = SessionTable<Key, Value>(
            sessions, allowedLateness: allowedLateness, initial: initial, maxKeys: maxKeys, combine: combine)
        let behavior = WindowedBehavior(table, outOfOrder: outOfOrder, key: key, time: time, update: update)
        let problem = sessions.problem ?? EventTime.problem(outOfOrder, allowedLateness, idleFor, maxKeys)
        return windowed(behavior, idleFor, clock, SourceSite(fileID: fileID, line: line), problem)
    }

    @inlinable
    func windowed<Store: WindowStore>(
        _ behavior: WindowedBehavior<Element, Store>, _ idleFor: Duration?, _ clock: (any Clock<Duration>)?,
        _ site: SourceSite, _ problem: String?
    ) -> (results: Flow<WindowResult<Store.Key, Store.Value>>, late: Flow<Element>) {
        let outputs =
            if let idleFor {
                transform(IdleWindowedBehavior(behavior, idleFor: idleFor), clock, "aggregated", site, problem: problem)
            } else {
                transform(behavior, "aggregated", site, problem: problem)
            }
        let flows = outputs.divided("aggregated", ("results", "late"), site)
        return (flows.first, flows.second)
    }
}
