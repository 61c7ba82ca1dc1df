extension Flow {
    /// Folds the elements of each key into one value, and gives the values when the flow has completed.
    ///
    ///     words.aggregated(by: { $0 }, into: 0) { count, _ in count += 1 }
    ///
    /// - **Emits:** a pair of key and value for each key, once upstream has completed, in the order in which the keys
    ///   came first.
    /// - **Backpressures:** while the values are sent, when downstream does.
    /// - **Completes:** when upstream completes and the values are sent.
    /// - **Fails:** when upstream fails, after the values so far; when `key` or `combine` throws; see
    ///   ``onFailure(_:fileID:line:)``. With a new key when there are `maxKeys` already (``TooManyKeys``).
    ///
    /// - Parameters:
    ///   - maxKeys: how many keys the operator may hold, at least 1; the default is no limit.
    ///   - key: gives an element's key; called once for each element, in order.
    ///   - initial: the value with which each key starts.
    ///   - combine: changes a key's value; called once for each element, in order.
    @inlinable
    public func aggregated<Key: Hashable & Sendable, Value: Sendable>(
        maxKeys: Int = .max, fileID: String = #fileID, line: Int = #line,
        by key: @escaping @Sendable (Element) throws -> Key, into initial: Value,
        _ combine: @escaping @Sendable (inout Value, Element) throws -> Void
    ) -> Flow<(key: Key, value: Value)> {
        transform(
            AggregatedBehavior(maxKeys: maxKeys, initial: initial, key: key, combine: combine),
            "aggregated",
            SourceSite(fileID: fileID, line: line),
            problem: Limits.problem(keys: maxKeys)
        )
    }

    /// Folds the elements of each key in parts, side by side, and combines the parts when the flow has completed.
    ///
    ///     words.aggregated(by: { $0 }, into: 0, combine: +, across: 4) { count, _ in count += 1 }
    ///
    /// It runs as a node for each part, one before and two behind them.
    ///
    /// - **Emits:** a pair of key and value for each key, once upstream has completed, in no particular order.
    /// - **Backpressures:** when all parts have elements that wait; and while the values are sent, when downstream does.
    /// - **Completes:** when upstream completes and the values are sent.
    /// - **Fails:** when upstream fails, after the values so far; when a closure throws, or a part holds one key too many
    ///   (``TooManyKeys``).
    ///
    /// - Parameters:
    ///   - maxKeys: how many keys each part may hold, and all together, at least 1; the default is no limit.
    ///   - key: gives an element's key; called once for each element.
    ///   - initial: the value with which each key starts in each part: one that changes nothing when it is combined.
    ///   - combine: makes one value of two. It must not matter which elements are in which part, nor in what order.
    ///   - count: how many parts, from 1 to 65,536.
    ///   - update: changes a key's value; called once for each element, by different parts at once.
    @inlinable
    public func aggregated<Key: Hashable & Sendable, Value: Sendable>(
        maxKeys: Int = .max, by key: @escaping @Sendable (Element) throws -> Key, into initial: Value,
        combine: @escaping @Sendable (Value, Value) throws -> Value, across count: Int = 1,
        fileID: String = #fileID, line: Int = #line, _ update: @escaping @Sendable (inout Value, Element) throws -> Void
    ) -> Flow<(key: Key, value: Value)> {
        let parts = balanced(across: count, ordered: false, fileID: fileID, line: line) {
            $0.aggregated(maxKeys: maxKeys, fileID: fileID, line: line, by: key, into: initial, update)
        }
        let sums = parts.aggregated(maxKeys: maxKeys, fileID: fileID, line: line, by: { $0.key }, into: Value?.none) {
            sum, part in
            sum = try sum.map { try combine($0, part.value) } ?? part.value
        }
        return sums.compactMap(fileID: fileID, line: line) { sum in sum.value.map { (key: sum.key, value: $0) } }
    }
}

@usableFromInline
struct AggregatedBehavior<Element: Sendable, Key: Hashable & Sendable, Value: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let maxKeys: Int
    @usableFromInline let initial: Value
    @usableFromInline let key: @Sendable (Element) throws -> Key
    @usableFromInline let combine: @Sendable (inout Value, Element) throws -> Void
    @usableFromInline var places: [Key: Int] = [:]
    /// By place, in the order in which the keys came.
    @usableFromInline var values: [(key: Key, value: Value)] = []
    @usableFromInline var sent = 0

    @inlinable
    init(
        maxKeys: Int, initial: Value, key: @escaping @Sendable (Element) throws -> Key,
        combine: @escaping @Sendable (inout Value, Element) throws -> Void
    ) {
        self.maxKeys = maxKeys
        self.initial = initial
        self.key = key
        self.combine = combine
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<(key: Key, value: Value)> {
        let key = try key(element)
        if let place = places[key] {
            try combine(&values[place].value, element)
            return .nothing
        }
        if values.count >= maxKeys { throw TooManyKeys(limit: maxKeys) }
        // A key whose first element the closure refuses is not there.
        var value = initial
        try combine(&value, element)
        places[key] = values.count
        values.append((key, value))
        return .nothing
    }

    @inlinable
    mutating func finish() -> Emission<(key: Key, value: Value)> { .several }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<(key: Key, value: Value)> { .several }

    @inlinable
    mutating func next() -> (key: Key, value: Value)? {
        guard sent < values.count else { return nil }
        defer { sent &+= 1 }
        return values[sent]
    }
}
