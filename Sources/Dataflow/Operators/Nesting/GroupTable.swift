/// The groups of a `grouped` that have yet to end, by key and by number, and in the order of their last elements. A value;
/// every operation takes constant time.
@usableFromInline
struct GroupTable<Key: Hashable> {
    @usableFromInline
    struct Entry {
        @usableFromInline let key: Key
        @usableFromInline var lastUse: Duration
        /// The open groups used just before and just after, or -1.
        @usableFromInline var older = -1
        @usableFromInline var newer = -1
        @usableFromInline var isOpen = true

        @inlinable
        init(_ key: Key, _ lastUse: Duration) {
            self.key = key
            self.lastUse = lastUse
        }
    }

    @usableFromInline var entries: [Entry?] = []
    @usableFromInline var numbers: [Key: Int] = [:]
    @usableFromInline var count = 0
    @usableFromInline var openCount = 0
    /// The open group whose last element is the oldest, or -1.
    @usableFromInline var oldest = -1
    @usableFromInline var newest = -1

    @inlinable
    init() {}

    /// The group of a key, also one that was closed and has yet to end.
    @inlinable
    subscript(_ key: Key) -> (number: Int, isOpen: Bool)? {
        numbers[key].map { ($0, entries[$0]!.isOpen) }
    }

    /// The open group that has waited longest for an element, and since when.
    @inlinable
    var longestIdle: (number: Int, since: Duration)? {
        oldest < 0 ? nil : (oldest, entries[oldest]!.lastUse)
    }

    @inlinable
    mutating func open(_ key: Key, as number: Int, now: Duration) {
        while entries.count <= number { entries.append(nil) }
        entries[number] = Entry(key, now)
        numbers[key] = number
        count += 1
        openCount += 1
        append(number)
    }

    @inlinable
    mutating func use(_ number: Int, now: Duration) {
        entries[number]!.lastUse = now
        if number == newest { return }
        takeOut(number)
        append(number)
    }

    @inlinable
    mutating func close(_ number: Int) {
        guard entries.indices.contains(number), entries[number]?.isOpen == true else { return }
        takeOut(number)
        entries[number]!.isOpen = false
        openCount -= 1
    }

    @inlinable
    mutating func remove(_ number: Int) {
        close(number)
        guard entries.indices.contains(number), let entry = entries[number].take() else { return }
        numbers[entry.key] = nil
        count -= 1
    }

    @inlinable
    mutating func append(_ number: Int) {
        entries[number]!.older = newest
        entries[number]!.newer = -1
        if newest >= 0 { entries[newest]!.newer = number } else { oldest = number }
        newest = number
    }

    @inlinable
    mutating func takeOut(_ number: Int) {
        let (older, newer) = (entries[number]!.older, entries[number]!.newer)
        if older >= 0 { entries[older]!.newer = newer } else { oldest = newer }
        if newer >= 0 { entries[newer]!.older = older } else { newest = older }
    }
}

extension GroupTable: Sendable where Key: Sendable {}
extension GroupTable.Entry: Sendable where Key: Sendable {}
