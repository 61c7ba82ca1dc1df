/// What becomes of an element that comes faster than a limit allows.
public enum Excess: Sendable, Equatable {
    /// It waits, and upstream with it.
    case wait
    /// It fails the operator with ``RateExceeded``; with ``FailurePolicy/skip`` it is dropped and counted.
    case fail
}

extension Flow {
    /// Lets elements through at a limited rate, with bursts; upstream waits, so nothing is lost, unless `excess` says
    /// otherwise.
    ///
    /// A token bucket: it holds up to `burst` tokens, is full at first, and gets `count` new ones in each `interval`, one
    /// after the other. An element leaves when there are as many tokens as it costs. One that costs more than the bucket
    /// holds leaves when the bucket is full, and those behind it wait until its costs have come in.
    ///
    /// - **Emits:** the elements in order, each when its tokens are there.
    /// - **Backpressures:** while one element waits for its tokens, and when downstream does.
    /// - **Completes:** when upstream completes and the waiting element is sent.
    /// - **Fails:** when upstream fails and the waiting element is sent; when `cost` throws; with ``Excess/fail``, with
    ///   ``RateExceeded`` at an element whose tokens are not there; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - count: how many tokens come in each interval, from 1 to 1,048,576.
    ///   - interval: from a nanosecond to a hundred years.
    ///   - burst: how many tokens the bucket holds, from 1 to 1,048,576; `count` if nil.
    ///   - excess: what becomes of an element whose tokens are not there.
    ///   - clock: the operator's clock; the graph's clock if nil.
    ///   - cost: how many tokens an element costs, one if it is left out; up to 1,073,741,824; less than zero counts as
    ///     zero. Called once for each element, in order.
    @inlinable
    public func limited(
        to count: Int,
        per interval: Duration,
        burst: Int? = nil,
        excess: Excess = .wait,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line,
        cost: @escaping @Sendable (Element) throws -> Int = { _ in 1 }
    ) -> Flow {
        transform(
            LimitedBehavior(TokenBucket(count, per: interval, burst: burst ?? count), excess, cost: cost),
            clock,
            "limited",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(tokens: count, per: interval, burst: burst ?? count)
        )
    }
}

@usableFromInline
struct LimitedBehavior<Element: Sendable>: TimedBehavior, Sendable {
    @usableFromInline var bucket: TokenBucket
    @usableFromInline let excess: Excess
    @usableFromInline let cost: @Sendable (Element) throws -> Int
    /// The element that waits for its tokens, with its cost.
    @usableFromInline var waiting: (element: Element, cost: Int)?
    /// When the waiting element has its tokens.
    @usableFromInline var deadline: Duration?

    @inlinable
    init(_ bucket: TokenBucket, _ excess: Excess, cost: @escaping @Sendable (Element) throws -> Int) {
        self.bucket = bucket
        self.excess = excess
        self.cost = cost
    }

    @inlinable var isAccepting: Bool { waiting == nil }
    @inlinable var heldCount: Int { waiting == nil ? 0 : 1 }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) throws -> Emission<Element> {
        let cost = TokenBucket.cost(try cost(element))
        let moment = bucket.moment(for: cost)
        guard cost > 0, moment > now else { return leave(element, cost, now) }
        if excess == .fail { throw RateExceeded(early: moment - now) }
        waiting = (element, cost)
        deadline = moment
        return .nothing
    }

    @inlinable
    mutating func fire(now: Duration) -> Emission<Element> {
        deadline = nil
        guard let (element, cost) = waiting.take() else { return .nothing }
        return leave(element, cost, now)
    }

    @inlinable
    mutating func leave(_ element: Element, _ cost: Int, _ now: Duration) -> Emission<Element> {
        bucket.take(cost, now: now)
        return .emit(element)
    }
}
