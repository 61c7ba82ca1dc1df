extension Flow {
    /// Collects elements into arrays: each leaves when it is full, or some time after its first element.
    ///
    /// An array that is due while downstream is busy goes on filling up to its size.
    ///
    /// - **Emits:** an array when `count` elements have come, or `interval` after the first of them, whichever is first,
    ///   and the rest at the end; never an empty one.
    /// - **Backpressures:** while a full array waits for downstream.
    /// - **Completes:** when upstream completes and the rest is sent, at once.
    /// - **Fails:** when upstream fails and the rest is sent, at once.
    ///
    /// - Parameters:
    ///   - count: at least 1, without an upper limit. The operator holds up to this many elements beyond its mailboxes, in
    ///     memory that grows with what it holds.
    ///   - interval: how long an array waits for more, from a nanosecond to `Int64.max` seconds; for no time at all there
    ///     is ``chunksWhileBusy(max:fileID:line:)``.
    ///   - clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func chunks(
        of count: Int,
        orAfter interval: Duration,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow<[Element]> {
        transform(
            TimedChunksBehavior(size: count, due: .after(interval)),
            isFresh: false,
            clock,
            "chunks",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(chunk: count) ?? Limits.problem(gathering: interval)
        )
    }

    /// Collects the elements of each interval into an array.
    ///
    /// Intervals follow the clock from the start of the run; one without elements gives no array. An array that is due
    /// while downstream is busy goes on filling, and one with `max` elements leaves early.
    ///
    /// - **Emits:** at the end of each interval an array of its elements, and the rest at the end; never an empty one.
    /// - **Backpressures:** while an array with `max` elements waits for downstream.
    /// - **Completes:** when upstream completes and the rest is sent, at once.
    /// - **Fails:** when upstream fails and the rest is sent, at once.
    ///
    /// - Parameters:
    ///   - interval: the length of an interval, from a nanosecond to `Int64.max` seconds.
    ///   - max: the most elements of an array, at least 1; 1,048,576 unless it is given.
    ///   - clock: the operator's clock; the graph's clock if nil.
    @inlinable
    public func chunks(
        every interval: Duration,
        max: Int = 1 << 20,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Flow<[Element]> {
        transform(
            TimedChunksBehavior(size: max, due: .every(interval)),
            isFresh: false,
            clock,
            "chunks",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(chunk: max) ?? Limits.problem(gathering: interval)
        )
    }
}

@usableFromInline
struct TimedChunksBehavior<Element: Sendable>: HoldingBehavior, Sendable {
    /// When an array is due.
    @usableFromInline
    enum Due: Sendable {
        /// So long after its first element.
        case after(Duration)
        /// At the end of the interval in which its first element came.
        case every(Duration)
    }

    @usableFromInline let size: Int
    @usableFromInline let due: Due
    @usableFromInline var chunk: [Element] = []
    @usableFromInline var deadline: Duration?
    /// Whether the chunk is due although it is not full.
    @usableFromInline var isDue = false

    @inlinable
    init(size: Int, due: Due) {
        self.size = size
        self.due = due
    }

    @inlinable static var awaitsDemand: Bool { false }
    @inlinable var isAccepting: Bool { chunk.count < size }
    @inlinable var isReady: Bool { isDue || chunk.count >= size }
    @inlinable var heldCount: Int { chunk.count }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) {
        if chunk.isEmpty { begin(now) }
        chunk.append(element)
        if chunk.count >= size { deadline = nil }
    }

    @inlinable
    mutating func begin(_ now: Duration) {
        // Most chunks are small: their memory is reserved at once. The memory of a huge one grows as it fills.
        chunk.reserveCapacity(min(size, 1024))
        switch due {
        case .after(let interval): deadline = now + interval
        case .every(let interval): deadline = now.nextTick(every: interval)
        }
    }

    @inlinable
    mutating func fire(now: Duration) {
        deadline = nil
        isDue = true
    }

    @inlinable
    mutating func handOver(now: Duration) -> [Element]? {
        defer { chunk = [] }
        (deadline, isDue) = (nil, false)
        return chunk
    }

    @inlinable
    mutating func inputEnded(_ failure: (any Error)?, now: Duration) {
        deadline = nil
        isDue = !chunk.isEmpty
    }
}
