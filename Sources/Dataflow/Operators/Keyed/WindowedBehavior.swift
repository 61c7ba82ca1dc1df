/// Folds elements into the windows of their times, and gives what the windows give, and the elements that come too late.
@usableFromInline
struct WindowedBehavior<Element: Sendable, Store: WindowStore>: TransformBehavior, Sendable {
    @usableFromInline typealias Output = OneOf<WindowResult<Store.Key, Store.Value>, Element>

    @usableFromInline let key: @Sendable (Element) throws -> Store.Key
    @usableFromInline let time: @Sendable (Element) throws -> Duration
    @usableFromInline let update: @Sendable (inout Store.Value, Element) throws -> Void
    @usableFromInline var watermark: Watermark
    @usableFromInline var store: Store

    @inlinable
    init(
        _ store: Store, outOfOrder: Duration, key: @escaping @Sendable (Element) throws -> Store.Key,
        time: @escaping @Sendable (Element) throws -> Duration,
        update: @escaping @Sendable (inout Store.Value, Element) throws -> Void
    ) {
        self.store = store
        watermark = Watermark(outOfOrder: outOfOrder)
        self.key = key
        self.time = time
        self.update = update
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Output> {
        let moment = try EventTime.moment(time(element))
        let isHeld = try store.add(try key(element), at: moment, watermark: watermark.moment) { [update] in
            try update(&$0, element)
        }
        // An element that is late is not the latest: nothing is due.
        if !isHeld { return .emit(.second(element)) }
        watermark.see(moment)
        return store.isDue(watermark: watermark.moment) ? .several : .nothing
    }

    @inlinable
    mutating func next() -> Output? { store.next(watermark: watermark.moment).map { .first($0) } }

    @inlinable
    mutating func finish() -> Emission<Output> {
        watermark.advance(to: EventTime.end)
        return .several
    }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<Output> { finish() }
}

/// The same; when no element comes for a while, the watermark goes on as the clock does.
@usableFromInline
struct IdleWindowedBehavior<Element: Sendable, Store: WindowStore>: TimedBehavior, Sendable {
    @usableFromInline typealias Output = WindowedBehavior<Element, Store>.Output

    @usableFromInline var windows: WindowedBehavior<Element, Store>
    @usableFromInline let idleFor: Duration
    /// When the last element came.
    @usableFromInline var lastArrival = Duration.zero

    @inlinable
    init(_ windows: WindowedBehavior<Element, Store>, idleFor: Duration) {
        self.windows = windows
        self.idleFor = idleFor
    }

    @inlinable var isAccepting: Bool { true }

    /// When the watermark will have come to the next moment, if no element comes.
    @inlinable
    var deadline: Duration? {
        guard windows.watermark.hasBegun, let next = windows.store.nextMoment else { return nil }
        let way = next - (windows.watermark.latest - windows.watermark.outOfOrder)
        return lastArrival + max(idleFor, Duration(attoseconds: way))
    }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) throws -> Emission<Output> {
        lastArrival = now
        return try windows.receive(element)
    }

    @inlinable
    mutating func fire(now: Duration) -> Emission<Output> {
        let passed = (now - lastArrival).attoseconds
        windows.watermark.advance(to: windows.watermark.latest - windows.watermark.outOfOrder + passed)
        return .several
    }

    @inlinable
    mutating func next() -> Output? { windows.next() }

    @inlinable
    mutating func finish(now: Duration) -> Emission<Output> { windows.finish() }

    @inlinable
    mutating func inputFailed(_ error: any Error, now: Duration) -> Emission<Output> { windows.finish() }
}
