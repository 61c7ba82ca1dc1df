extension Flow {
    /// Joins the elements of two flows that have the same key and times that are close to each other.
    ///
    ///     let paid = orders.joined(
    ///         with: payments, on: \.id, \.order, at: \.time, \.time, within: .seconds(600), outOfOrder: .seconds(5))
    ///
    /// Time is the elements' own: a duration since a moment of your choice, the same for both flows. An element waits for
    /// partners until its own flow's partner has come beyond its time: the other flow's *watermark*, the latest time that it
    /// has given less `outOfOrder`, is more than `interval` later, or that flow has ended. So which pairs come depends on
    /// the elements alone; only their order shows how fast the flows were.
    ///
    /// - **Emits:** each pair, once, when the second of the two has come. An element that finds no partner is dropped and
    ///   counted; so is one that is late: earlier than the watermark of its own flow.
    /// - **Backpressures:** both flows when downstream does; one of them while as many of its elements wait as may, until the
    ///   other has come further. The flow that is behind in time goes first.
    /// - **Completes:** when both flows have, or one has and no element waits for a partner of the other.
    /// - **Fails:** when a flow fails, after the pairs so far; when a closure throws; when as many elements of both flows
    ///   wait as may (``TooManyWaiting``); with a time that is out of range (``EventTimeOutOfRange``).
    ///
    /// - Parameters:
    ///   - other: the other flow.
    ///   - key: gives the key of an element of this flow; called once for each, in order.
    ///   - otherKey: gives the key of an element of the other flow; called once for each, in order.
    ///   - time: gives the time of an element of this flow, within 2^120 attoseconds of zero; called once for each, in order.
    ///   - otherTime: gives the time of an element of the other flow; called once for each, in order.
    ///   - interval: how far apart the times of a pair may be, at most. An element is compared with all of its key that
    ///     wait.
    ///   - outOfOrder: how much earlier than the latest element of its flow another may be.
    ///   - holding: how many elements of each flow may wait for partners, from 1 to 1,048,576.
    @inlinable
    public func joined<Other: Sendable, Key: Hashable & Sendable>(
        with other: Flow<Other>, on key: @escaping @Sendable (Element) throws -> Key,
        _ otherKey: @escaping @Sendable (Other) throws -> Key,
        at time: @escaping @Sendable (Element) throws -> Duration,
        _ otherTime: @escaping @Sendable (Other) throws -> Duration, within interval: Duration,
        outOfOrder: Duration = .zero, holding: Int = 65_536, fileID: String = #fileID, line: Int = #line
    ) -> Flow<(Element, Other)> {
        let problem =
            EventTime.problem(waiting: interval) ?? EventTime.problem(waiting: outOfOrder)
            ?? Limits.capacity.problem(holding, "a join that holds \(holding)", tooSmall: "finds no pair")
        let behavior = JoinedBehavior<Element, Other, Key>(
            within: interval, outOfOrder: outOfOrder, holding: holding, left: (key, time), right: (otherKey, otherTime))
        return fanIn(
            self, other, behavior, "joined", SourceSite(fileID: fileID, line: line), problem: problem)
    }
}

/// Thrown by `joined` when as many elements of both flows wait for partners as may.
public struct TooManyWaiting: Error, Equatable, CustomStringConvertible {
    /// How many of each flow may wait.
    public let limit: Int

    @usableFromInline
    init(limit: Int) {
        self.limit = limit
    }

    public var description: String {
        "\(limit) elements of each flow wait for a partner; allow more with holding:, or a shorter time with within:."
    }
}

@usableFromInline
struct JoinedBehavior<Left: Sendable, Right: Sendable, Key: Hashable & Sendable>: PairBehavior, Sendable {
    /// How an element's key and time are found.
    @usableFromInline typealias Access<Element> = (
        key: @Sendable (Element) throws -> Key, time: @Sendable (Element) throws -> Duration
    )

    /// An element whose pairs go out, and its next partner.
    @usableFromInline
    enum Pairing: Sendable {
        case left(Left, Key, Moment, Int)
        case right(Right, Key, Moment, Int)
    }

    @usableFromInline let access: (left: Access<Left>, right: Access<Right>)
    @usableFromInline let holding: Int
    @usableFromInline var left: JoinSide<Key, Left>
    @usableFromInline var right: JoinSide<Key, Right>
    @usableFromInline var pairing: Pairing?
    @usableFromInline var open = PairSides.both

    @inlinable
    init(
        within interval: Duration, outOfOrder: Duration, holding: Int, left: Access<Left>, right: Access<Right>
    ) {
        access = (left, right)
        self.holding = holding
        self.left = JoinSide(within: interval, outOfOrder: outOfOrder)
        self.right = JoinSide(within: interval, outOfOrder: outOfOrder)
    }

    @inlinable
    var choice: PairChoice {
        // What one flow has yet to give finds a partner only among what the other has left behind.
        if !open.contains(.left) { return left.count == 0 ? .none : .right }
        if !open.contains(.right) { return right.count == 0 ? .none : .left }
        if left.count >= holding, right.count < holding { return .right }
        if right.count >= holding, left.count < holding { return .left }
        return left.watermark.moment <= right.watermark.moment ? .leftFirst : .rightFirst
    }

    @inlinable var droppedCount: Int { left.droppedCount &+ right.droppedCount }
    @inlinable var heldCount: Int { left.aloneCount &+ right.aloneCount }

    @inlinable
    mutating func receive(left element: Left) throws -> Emission<(Left, Right)> {
        let (time, key) = (try EventTime.moment(access.left.time(element)), try access.left.key(element))
        guard let partner = try Self.meet(element, key, time, holding, own: &left, other: &right) else {
            return .nothing
        }
        pairing = .left(element, key, time, partner)
        return .several
    }

    @inlinable
    mutating func receive(right element: Right) throws -> Emission<(Left, Right)> {
        let (time, key) = (try EventTime.moment(access.right.time(element)), try access.right.key(element))
        guard let partner = try Self.meet(element, key, time, holding, own: &right, other: &left) else {
            return .nothing
        }
        pairing = .right(element, key, time, partner)
        return .several
    }

    /// Gives the first partner of an element, and holds the element for those to come.
    @inlinable
    static func meet<Own, Other>(
        _ element: Own, _ key: Key, _ time: Moment, _ holding: Int, own: inout JoinSide<Key, Own>,
        other: inout JoinSide<Key, Other>
    ) throws -> Int? {
        if time < own.watermark.moment {
            own.droppedCount &+= 1
            return nil
        }
        own.watermark.see(time)
        other.forget(before: own.watermark.moment)
        let partner = other.partner(key, at: time)
        if time + own.interval >= other.watermark.moment {
            if own.count >= holding { throw TooManyWaiting(limit: holding) }
            own.hold(element, key, at: time, hasPartner: partner != nil)
        } else if partner == nil {
            own.droppedCount &+= 1
        }
        return partner
    }

    @inlinable
    mutating func next() -> (Left, Right)? {
        switch pairing.take() {
        case .left(let element, let key, let time, let slot)?:
            pairing = right.partner(key, at: time, after: slot).map { .left(element, key, time, $0) }
            return (element, right.join(slot))
        case .right(let element, let key, let time, let slot)?:
            pairing = left.partner(key, at: time, after: slot).map { .right(element, key, time, $0) }
            return (left.join(slot), element)
        case nil: return nil
        }
    }

    @inlinable
    mutating func leftFinished() -> Emission<(Left, Right)> {
        open.remove(.left)
        left.watermark.advance(to: EventTime.end)
        right.forget(before: EventTime.end)
        return .nothing
    }

    @inlinable
    mutating func rightFinished() -> Emission<(Left, Right)> {
        open.remove(.right)
        right.watermark.advance(to: EventTime.end)
        left.forget(before: EventTime.end)
        return .nothing
    }

    /// What is held finds no partner any more.
    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<(Left, Right)> {
        left.forget(before: EventTime.end)
        right.forget(before: EventTime.end)
        return .nothing
    }
}
