extension Flow {
    /// Folds the elements of each key into a value of the key's own, and emits it, as it is then, for each element.
    ///
    ///     let visits = requests.scan(by: \.user, into: 0, idleFor: .seconds(1_800)) { count, _ in count += 1 }
    ///
    /// A key is forgotten when it has had no element for `idleFor`, or when its place is needed; its next element starts
    /// with the initial value again.
    ///
    /// - **Emits:** one pair of key and value for each element received, in their order.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails; when `key` or `update` throws; see ``onFailure(_:fileID:line:)``. With a new key
    ///   when there are `maxKeys` already (``TooManyKeys``), unless the one idle for longest is forgotten.
    ///
    /// - Parameters:
    ///   - key: gives an element's key; called once for each element, in order.
    ///   - initial: the value with which each key starts.
    ///   - maxKeys: how many keys the operator may hold, at least 1; the default is no limit.
    ///   - forgettingOldest: whether a new key replaces the one whose last element is the oldest.
    ///   - idleFor: after how long without an element a key is forgotten, more than zero; never if nil, which is faster.
    ///   - clock: the clock for `idleFor`; the graph's clock if nil.
    ///   - update: changes a key's value; called once for each element, in order. A key whose first element it refuses is
    ///     not there; otherwise what it changed before it threw stays changed.
    @inlinable
    public func scan<Key: Hashable & Sendable, Value: Sendable>(
        by key: @escaping @Sendable (Element) throws -> Key, into initial: Value, maxKeys: Int = .max,
        forgettingOldest: Bool = false, idleFor: Duration? = nil, clock: (any Clock<Duration>)? = nil,
        fileID: String = #fileID, line: Int = #line, _ update: @escaping @Sendable (inout Value, Element) throws -> Void
    ) -> Flow<(key: Key, value: Value)> {
        let site = SourceSite(fileID: fileID, line: line)
        let behavior = KeyedScanBehavior(
            maxKeys: maxKeys, isForgetting: forgettingOldest, initial: initial, key: key, update: update)
        let problem = Limits.problem(keys: maxKeys)
        guard let idleFor else { return transform(behavior, "scan", site, problem: problem) }
        return transform(
            IdleKeyedScanBehavior(scan: behavior, idleFor: idleFor), clock, "scan", site,
            problem: problem ?? Limits.problem(patience: idleFor))
    }
}

@usableFromInline
struct KeyedScanBehavior<Element: Sendable, Key: Hashable & Sendable, Value: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let maxKeys: Int
    @usableFromInline let isForgetting: Bool
    @usableFromInline let initial: Value
    @usableFromInline let key: @Sendable (Element) throws -> Key
    @usableFromInline let update: @Sendable (inout Value, Element) throws -> Void
    @usableFromInline var keys = GroupTable<Key>()
    @usableFromInline var values = Slab<Value>()
    @usableFromInline var now = Duration.zero

    @inlinable
    init(
        maxKeys: Int, isForgetting: Bool, initial: Value, key: @escaping @Sendable (Element) throws -> Key,
        update: @escaping @Sendable (inout Value, Element) throws -> Void
    ) {
        self.maxKeys = maxKeys
        self.isForgetting = isForgetting
        self.initial = initial
        self.key = key
        self.update = update
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<(key: Key, value: Value)> {
        let key = try key(element)
        if let (number, _) = keys[key] {
            keys.use(number, now: now)
            try update(&values[number], element)
            return .emit((key, values[number]))
        }
        if keys.count >= maxKeys, !isForgetting { throw TooManyKeys(limit: maxKeys) }
        var value = initial
        try update(&value, element)
        if keys.count >= maxKeys, let (oldest, _) = keys.longestIdle { forget(oldest) }
        keys.open(key, as: values.insert(value), now: now)
        return .emit((key, value))
    }

    @inlinable
    mutating func forget(_ number: Int) {
        keys.remove(number)
        _ = values.remove(number)
    }
}

/// The same, with keys that are forgotten when they are idle.
@usableFromInline
struct IdleKeyedScanBehavior<Element: Sendable, Key: Hashable & Sendable, Value: Sendable>: TimedBehavior, Sendable {
    @usableFromInline var scan: KeyedScanBehavior<Element, Key, Value>
    @usableFromInline let idleFor: Duration
    @usableFromInline var hasEnded = false

    @inlinable
    init(scan: KeyedScanBehavior<Element, Key, Value>, idleFor: Duration) {
        self.scan = scan
        self.idleFor = idleFor
    }

    @inlinable var isAccepting: Bool { true }

    @inlinable
    var deadline: Duration? {
        if hasEnded { return nil }
        return scan.keys.longestIdle.map { $0.since + idleFor }
    }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) throws -> Emission<(key: Key, value: Value)> {
        scan.now = now
        return try scan.receive(element)
    }

    @inlinable
    mutating func fire(now: Duration) -> Emission<(key: Key, value: Value)> {
        while let (number, since) = scan.keys.longestIdle, since + idleFor <= now { scan.forget(number) }
        return .nothing
    }

    /// Nothing is held back: the end need not wait for a key to be forgotten.
    @inlinable
    mutating func finish(now: Duration) -> Emission<(key: Key, value: Value)> {
        hasEnded = true
        return .nothing
    }
}
