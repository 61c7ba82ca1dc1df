/// Thrown by `distinct` when there are more different keys than it may remember.
public struct TooManyKeys: Error, Equatable, CustomStringConvertible {
    /// How many keys it may remember.
    public let limit: Int

    @usableFromInline
    init(limit: Int) {
        self.limit = limit
    }

    public var description: String {
        "there are more than \(limit) different keys; allow more, or let the oldest be forgotten."
    }
}

extension Flow {
    /// Leaves out each element that has come before, wherever it stood.
    ///
    /// - **Emits:** the first element of each key.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails; when `key` throws; see ``onFailure(_:fileID:line:)``. With a new key when there
    ///   are `maxKeys` already (``TooManyKeys``), unless the oldest is forgotten.
    ///
    /// - Parameters:
    ///   - maxKeys: how many keys the operator may remember, at least 1, without an upper limit; it holds no element.
    ///   - forgettingOldest: whether a new key replaces the one that was seen first; that one's elements then count as new.
    ///   - key: gives an element's key; called once for each element, in order.
    @inlinable
    public func distinct<Key: Hashable & Sendable>(
        maxKeys: Int, forgettingOldest: Bool = false, fileID: String = #fileID, line: Int = #line,
        by key: @escaping @Sendable (Element) throws -> Key
    ) -> Flow {
        transform(
            DistinctBehavior(maxKeys: maxKeys, isForgetting: forgettingOldest, key: key),
            "distinct",
            SourceSite(fileID: fileID, line: line),
            problem: maxKeys < 1
                ? "it cannot tell elements apart if it may remember \(maxKeys) keys. Give 1 or more." : nil
        )
    }
}

extension Flow where Element: Hashable {
    /// Leaves out each element that equals one that has come before, wherever that stood.
    ///
    /// - **Emits:** the first of equal elements.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails. With a new element when there are `maxKeys` already (``TooManyKeys``), unless the
    ///   oldest is forgotten.
    ///
    /// - Parameters:
    ///   - maxKeys: how many elements the operator may remember, at least 1, without an upper limit.
    ///   - forgettingOldest: whether a new element replaces the one that was seen first; that one then counts as new.
    @inlinable
    public func distinct(
        maxKeys: Int, forgettingOldest: Bool = false, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        distinct(maxKeys: maxKeys, forgettingOldest: forgettingOldest, fileID: fileID, line: line) { $0 }
    }
}

@usableFromInline
struct DistinctBehavior<Element: Sendable, Key: Hashable & Sendable>: TransformBehavior, Sendable {
    @usableFromInline let maxKeys: Int
    @usableFromInline let isForgetting: Bool
    @usableFromInline let key: @Sendable (Element) throws -> Key
    @usableFromInline var seen: Set<Key> = []
    /// The keys in the order in which they came, if the oldest is to be forgotten; a ring once it is full.
    @usableFromInline var ring: [Key] = []
    @usableFromInline var oldest = 0

    @inlinable
    init(maxKeys: Int, isForgetting: Bool, key: @escaping @Sendable (Element) throws -> Key) {
        self.maxKeys = maxKeys
        self.isForgetting = isForgetting
        self.key = key
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Element> {
        let key = try key(element)
        if seen.contains(key) { return .nothing }
        if seen.count >= maxKeys, !isForgetting { throw TooManyKeys(limit: maxKeys) }
        if isForgetting { remember(key) }
        seen.insert(key)
        return .emit(element)
    }

    /// Puts a new key in the place of the oldest, if there are too many.
    @inlinable
    mutating func remember(_ key: Key) {
        if ring.count < maxKeys { return ring.append(key) }
        seen.remove(ring[oldest])
        ring[oldest] = key
        oldest = oldest &+ 1 == maxKeys ? 0 : oldest &+ 1
    }
}
