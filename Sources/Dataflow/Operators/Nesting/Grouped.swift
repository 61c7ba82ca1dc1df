extension Flow {
    /// Divides the elements into groups by a key, runs a flow of its own for each group, and merges what they give.
    ///
    ///     let totals = orders.grouped(by: \.customer, idleFor: .seconds(60)) { customer, orders in
    ///         orders.scan(0) { $0 + $1.amount }.map { Total(customer, $0) }
    ///     }
    ///
    /// A group opens with the first element of its key, gets the elements of that key in order, and is freed when its flow
    /// has ended. It is closed when it has had no element for `idleFor`, to make room, or when upstream completes: its flow
    /// then gets the elements that it was fed, and completion. An element that comes meanwhile waits, and opens the key's
    /// group anew.
    ///
    /// - **Emits:** the elements of every group's flow, each one's in their order; groups that are ready take turns.
    /// - **Backpressures:** when downstream does; and while 64 elements wait for a group that is slow: it then holds up the
    ///   others. Also while a group that was closed has yet to end, if an element has its key or needs its place; and while
    ///   there is no place, if `overflow` says so.
    /// - **Completes:** when upstream and every group's flow have.
    /// - **Fails:** with the first failure of upstream or of a group's flow, after what was accepted; the others are
    ///   cancelled, and the operator ends when they have. Also when `key` or `flow` throws, when `flow` gives one that cannot
    ///   run, and with ``TooManyGroups``; see ``onFailure(_:fileID:line:)``: then that element is dropped.
    ///
    /// - Parameters:
    ///   - key: called once for each element, in order.
    ///   - maxGroups: the most groups that live at once, from 1 to 65,536.
    ///   - overflow: what happens when one more is needed.
    ///   - idleFor: after how long without an element a group is closed, more than zero; never if nil.
    ///   - clock: the clock for `idleFor`; the graph's clock if nil.
    ///   - flow: called when a group opens; makes its flow from the key and the group's elements, which it may use once. If
    ///   that flow completes before the group is closed, the key's next element opens the group anew, and elements that
    ///   waited for it are discarded and counted; if it does not use the elements, they are dropped and counted. The nodes of
    ///   the 17th group are called `grouped#17/map`.
    @inlinable
    public func grouped<Key: Hashable & Sendable, Output: Sendable>(
        by key: @escaping @Sendable (Element) throws -> Key,
        maxGroups: Int = 1_024,
        overflow: GroupOverflow = .fail,
        idleFor: Duration? = nil,
        clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID,
        line: Int = #line,
        _ flow: @escaping @Sendable (Key, Flow<Element>) throws -> Flow<Output>
    ) -> Flow<Output> {
        let places = Limits.innerFlows.problem(
            maxGroups, "a maxGroups of \(maxGroups)", tooSmall: "leaves no place for a group")
        let idle = idleFor.flatMap { Limits.problem(ticking: $0) }
        return nested(
            "grouped", SourceSite(fileID: fileID, line: line), clock: clock, problem: places ?? idle
        ) {
            GroupedBehavior(places: maxGroups, overflow: overflow, idleFor: idleFor, keyOf: key, makeFlow: flow)
        }
    }
}

/// What `grouped` does with an element of a new key when as many groups are open as may live.
public enum GroupOverflow: Sendable, Equatable {
    /// Fail with ``TooManyGroups``.
    case fail
    /// Close the group that has waited longest for an element, and open the new one when a group has ended.
    case closeOldest
    /// Wait until a group has ended, and hold up the elements behind. Groups must then end by themselves: idle, with
    /// `idleFor`, or satisfied, with `prefix` or the like.
    case wait
}

/// Thrown by `grouped` when an element needs one more group than may live.
public struct TooManyGroups: Error, CustomStringConvertible {
    /// How many may live.
    public let limit: Int
    /// The key of the element, as text.
    public let key: String

    @usableFromInline
    init(limit: Int, key: String) {
        self.limit = limit
        self.key = key
    }

    public var description: String {
        "\(limit) groups are open, and the key \(key) needs one more; allow more with maxGroups:, close those that are idle "
            + "with idleFor:, or the oldest with overflow: .closeOldest; or let it .wait for a place."
    }
}

@usableFromInline
struct GroupedBehavior<Key: Hashable & Sendable, Input: Sendable, Output: Sendable>: NestingBehavior {
    @usableFromInline let places: Int
    @usableFromInline let overflow: GroupOverflow
    @usableFromInline let idleFor: Duration?
    @usableFromInline let keyOf: @Sendable (Input) throws -> Key
    @usableFromInline let makeFlow: @Sendable (Key, Flow<Input>) throws -> Flow<Output>
    @usableFromInline var groups = GroupTable<Key>()
    /// The key of the element that waits.
    @usableFromInline var heldKey: Key?
    /// The key of the newest element.
    @usableFromInline var lastKey: Key?

    @inlinable
    init(
        places: Int, overflow: GroupOverflow, idleFor: Duration?, keyOf: @escaping @Sendable (Input) throws -> Key,
        makeFlow: @escaping @Sendable (Key, Flow<Input>) throws -> Flow<Output>
    ) {
        self.places = places
        self.overflow = overflow
        self.idleFor = idleFor
        self.keyOf = keyOf
        self.makeFlow = makeFlow
    }

    @inlinable
    var intake: NestingIntake { .each }

    @inlinable
    mutating func receive(_ element: Input, living: Int, now: Duration) throws -> NestingAnswer {
        let key = try heldKey.take() ?? keyOf(element)
        lastKey = key
        if let (group, isOpen) = groups[key] {
            if isOpen {
                groups.use(group, now: now)
                return .feed(group)
            }
            heldKey = key
            return .wait
        }
        if groups.count == places, groups.openCount == places, overflow == .fail {
            throw TooManyGroups(limit: places, key: "\(key)")
        }
        heldKey = key
        if groups.count < places { return .open }
        guard overflow == .closeOldest, groups.openCount == places, let (oldest, _) = groups.longestIdle else {
            return .wait
        }
        groups.close(oldest)
        return .close(oldest)
    }

    @inlinable
    mutating func flow(for element: Input) throws -> Flow<Output> { .empty() }

    @inlinable
    mutating func flow(for element: Input, group: Int, _ elements: Flow<Input>, now: Duration) throws -> Flow<Output> {
        let key = try heldKey.take() ?? keyOf(element)
        let flow = try makeFlow(key, elements)
        groups.open(key, as: group, now: now)
        return flow
    }

    @inlinable
    mutating func groupLeft(_ group: Int) {
        groups.close(group)
        // The element that the group was to be fed comes again.
        heldKey = lastKey
    }

    @inlinable
    mutating func groupEnded(_ group: Int) { groups.remove(group) }

    @inlinable
    var usesTime: Bool { idleFor != nil }

    @inlinable
    var deadline: Duration? {
        guard let idleFor, let (_, since) = groups.longestIdle else { return nil }
        return since + idleFor
    }

    @inlinable
    mutating func expire(now: Duration) -> Int? {
        guard let idleFor, let (group, since) = groups.longestIdle, since + idleFor <= now else { return nil }
        groups.close(group)
        return group
    }
}
