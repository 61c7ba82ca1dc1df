extension Flow {
    /// Joins the elements of two flows that have the same key and come soon after each other.
    ///
    ///     let answered = requests.joined(with: replies, on: \.id, \.request, within: .seconds(30))
    ///
    /// An element waits for partners for a time on the clock. So which pairs come depends on how fast the flows are; with
    /// ``joined(with:on:_:at:_:within:outOfOrder:holding:fileID:line:)`` it depends on the elements' own times alone.
    ///
    /// It runs as a node that joins, behind one that merges both flows and one or two in front of it for each of them.
    ///
    /// - **Emits:** each pair, once, when the second of the two has come. An element that finds no partner in its time is
    ///   dropped and counted; one that comes in the moment in which another's time is over is too late for it.
    /// - **Backpressures:** when downstream does; time goes on meanwhile.
    /// - **Completes:** when both flows have, or one has and no element waits for a partner of the other.
    /// - **Fails:** when a flow fails, after the pairs so far; when a closure throws; when one element too many of a flow
    ///   waits (``TooManyWaiting``).
    ///
    /// - Parameters:
    ///   - other: the other flow.
    ///   - key: gives the key of an element of this flow; called once for each, in order.
    ///   - otherKey: gives the key of an element of the other flow; called once for each, in order.
    ///   - interval: how long an element waits, from a nanosecond to 2^120 attoseconds. An element is compared with all of
    ///     its key that wait.
    ///   - holding: how many elements of each flow may wait for partners, from 1 to 1,048,576.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func joined<Other: Sendable, Key: Hashable & Sendable>(
        with other: Flow<Other>, on key: @escaping @Sendable (Element) throws -> Key,
        _ otherKey: @escaping @Sendable (Other) throws -> Key, within interval: Duration, holding: Int = 65_536,
        clock: (any Clock<Duration>)? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Flow<(Element, Other)> {
        typealias Arrival = JoinArrival<Element, Other>
        let problem =
            Limits.problem(patience: interval) ?? EventTime.problem(interval)
            ?? Limits.capacity.problem(holding, "a join that holds \(holding)", tooSmall: "finds no pair")
        let left = map(fileID: fileID, line: line) { Arrival.left($0) }
        let right = other.map(fileID: fileID, line: line) { Arrival.right($0) }
        let arrivals = merge(
            [
                left.append(Arrival.leftEnded, fileID: fileID, line: line),
                right.append(Arrival.rightEnded, fileID: fileID, line: line),
            ], fileID: fileID, line: line)
        let behavior = ArrivalJoinBehavior(within: interval, holding: holding, key, otherKey)
        return arrivals.transform(behavior, clock, "joined", SourceSite(fileID: fileID, line: line), problem: problem)
    }
}

/// What comes to a join by arrival.
enum JoinArrival<Left: Sendable, Right: Sendable>: Sendable {
    case left(Left)
    case right(Right)
    case leftEnded
    case rightEnded
}

private struct ArrivalJoinBehavior<Left: Sendable, Right: Sendable, Key: Hashable & Sendable>: TimedBehavior, Sendable {
    typealias Output = (Left, Right)

    /// An element whose pairs go out, with its key and its next partner.
    private enum Pairing: Sendable {
        case left(Left, Key, Int)
        case right(Right, Key, Int)
    }

    private let keys: (left: @Sendable (Left) throws -> Key, right: @Sendable (Right) throws -> Key)
    private let holding: Int
    private var left: JoinSide<Key, Left>
    private var right: JoinSide<Key, Right>
    private var open = PairSides.both
    private var pairing: Pairing?
    /// When the element came whose pairs go out.
    private var moment: Moment = 0

    init(
        within interval: Duration, holding: Int, _ left: @escaping @Sendable (Left) throws -> Key,
        _ right: @escaping @Sendable (Right) throws -> Key
    ) {
        keys = (left, right)
        self.holding = holding
        self.left = JoinSide(within: interval, outOfOrder: .zero)
        self.right = JoinSide(within: interval, outOfOrder: .zero)
    }

    var isAccepting: Bool { pairing == nil }
    var heldCount: Int { left.aloneCount + right.aloneCount }
    var droppedCount: Int { left.droppedCount + right.droppedCount }

    var deadline: Duration? {
        guard let earliest = [left.due.earliest, right.due.earliest].compactMap(\.self).min() else { return nil }
        return Duration(attoseconds: earliest)
    }

    mutating func receive(_ arrival: JoinArrival<Left, Right>, now: Duration) throws -> Emission<Output> {
        moment = now.attoseconds
        forget(before: moment + 1)
        switch arrival {
        case .left(let element):
            let key = try keys.left(element)
            pairing = try meet(element, key, .right, &left, right).map { .left(element, key, $0) }
        case .right(let element):
            let key = try keys.right(element)
            pairing = try meet(element, key, .left, &right, left).map { .right(element, key, $0) }
        case .leftEnded: end(.left)
        case .rightEnded: end(.right)
        }
        if pairing != nil { return .several }
        return isOver ? .finish : .nothing
    }

    /// The first partner of an element, which waits for those to come if its other side is open.
    private func meet<Own, Other>(
        _ element: Own, _ key: Key, _ side: PairSides, _ own: inout JoinSide<Key, Own>, _ other: JoinSide<Key, Other>
    ) throws -> Int? {
        let partner = other.partner(key, at: moment)
        if open.contains(side) {
            if own.count >= holding { throw TooManyWaiting(limit: holding) }
            own.hold(element, key, at: moment, hasPartner: partner != nil)
        } else if partner == nil {
            own.droppedCount &+= 1
        }
        return partner
    }

    mutating func next() -> Output? {
        switch pairing.take() {
        case .left(let element, let key, let slot)?:
            pairing = right.partner(key, at: moment, after: slot).map { .left(element, key, $0) }
            return (element, right.join(slot))
        case .right(let element, let key, let slot)?:
            pairing = left.partner(key, at: moment, after: slot).map { .right(element, key, $0) }
            return (left.join(slot), element)
        case nil: return nil
        }
    }

    mutating func fire(now: Duration) -> Emission<Output> {
        forget(before: now.attoseconds + 1)
        return isOver ? .finish : .nothing
    }

    mutating func finish(now: Duration) -> Emission<Output> {
        forget(before: EventTime.end)
        return .nothing
    }

    /// What is held finds no partner any more.
    mutating func inputFailed(_ error: any Error, now: Duration) -> Emission<Output> {
        forget(before: EventTime.end)
        return .nothing
    }

    /// What waits for a flow that has ended waits in vain.
    private mutating func end(_ side: PairSides) {
        open.remove(side)
        if side == .left { right.forget(before: EventTime.end) } else { left.forget(before: EventTime.end) }
    }

    /// Whether no pair can come any more.
    private var isOver: Bool {
        !open.contains(.left) && left.count == 0 || !open.contains(.right) && right.count == 0
    }

    private mutating func forget(before moment: Moment) {
        left.forget(before: moment)
        right.forget(before: moment)
    }
}
