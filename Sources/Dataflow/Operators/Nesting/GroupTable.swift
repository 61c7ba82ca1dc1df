/// The groups of a `grouped` that have yet to end, by key and by number, and in the order of their last elements. A value;
/// every operation takes constant time.
@usableFromInline
struct GroupTable<Key: Hashable> {
    private struct Entry {
        let key: Key
        var lastUse: Duration
        /// The open groups used just before and just after, or -1.
        var older: Int
        var newer: Int
        var isOpen = true
    }

    private var entries: [Entry?] = []
    private var numbers: [Key: Int] = [:]
    private(set) var count = 0
    private(set) var openCount = 0
    /// The open group whose last element is the oldest, or -1.
    private var oldest = -1
    private var newest = -1

    @usableFromInline
    init() {}

    /// The group of a key, also one that was closed and has yet to end.
    subscript(_ key: Key) -> (number: Int, isOpen: Bool)? {
        numbers[key].map { ($0, entries[$0]!.isOpen) }
    }

    /// The open group that has waited longest for an element, and since when.
    var longestIdle: (number: Int, since: Duration)? {
        oldest < 0 ? nil : (oldest, entries[oldest]!.lastUse)
    }

    mutating func open(_ key: Key, as number: Int, now: Duration) {
        while entries.count <= number { entries.append(nil) }
        entries[number] = Entry(key: key, lastUse: now, older: -1, newer: -1)
        numbers[key] = number
        count += 1
        openCount += 1
        append(number)
    }

    mutating func use(_ number: Int, now: Duration) {
        entries[number]!.lastUse = now
        if number == newest { return }
        takeOut(number)
        append(number)
    }

    mutating func close(_ number: Int) {
        guard entries.indices.contains(number), entries[number]?.isOpen == true else { return }
        takeOut(number)
        entries[number]!.isOpen = false
        openCount -= 1
    }

    mutating func remove(_ number: Int) {
        close(number)
        guard entries.indices.contains(number), let entry = entries[number].take() else { return }
        numbers[entry.key] = nil
        count -= 1
    }

    private mutating func append(_ number: Int) {
        entries[number]!.older = newest
        entries[number]!.newer = -1
        if newest >= 0 { entries[newest]!.newer = number } else { oldest = number }
        newest = number
    }

    private mutating func takeOut(_ number: Int) {
        let (older, newer) = (entries[number]!.older, entries[number]!.newer)
        if older >= 0 { entries[older]!.newer = newer } else { oldest = newer }
        if newer >= 0 { entries[newer]!.older = older } else { newest = older }
    }
}
