/// Numbers, each due at a moment, the earliest first; of equal moments, the one inserted first. A value; every operation
/// takes logarithmic time.
@usableFromInline
struct DueQueue: Sendable {
    @usableFromInline
    struct Entry: Sendable {
        @usableFromInline let moment: Moment
        /// A number that grows with each entry.
        @usableFromInline let order: UInt64
        @usableFromInline let number: Int

        @inlinable
        init(_ moment: Moment, _ order: UInt64, _ number: Int) {
            self.moment = moment
            self.order = order
            self.number = number
        }

        @inlinable
        func precedes(_ other: Entry) -> Bool {
            moment == other.moment ? order < other.order : moment < other.moment
        }
    }

    @usableFromInline var heap: [Entry] = []
    @usableFromInline var lastOrder: UInt64 = 0

    @inlinable
    init() {}

    @inlinable var earliest: Moment? { heap.first?.moment }

    @inlinable
    mutating func insert(_ number: Int, at moment: Moment) {
        lastOrder &+= 1
        heap.append(Entry(moment, lastOrder, number))
        var child = heap.count &- 1
        while child > 0, heap[child].precedes(heap[(child &- 1) / 2]) {
            heap.swapAt(child, (child &- 1) / 2)
            child = (child &- 1) / 2
        }
    }

    @inlinable
    mutating func popFirst() -> Int? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty { sink(last) }
        return first.number
    }

    /// Puts an entry into the place of the first, and then where it belongs.
    @inlinable
    mutating func sink(_ entry: Entry) {
        var place = 0
        while true {
            let left = 2 &* place &+ 1
            guard left < heap.count else { break }
            let right = left &+ 1
            let child = right < heap.count && heap[right].precedes(heap[left]) ? right : left
            if !heap[child].precedes(entry) { break }
            heap[place] = heap[child]
            place = child
        }
        heap[place] = entry
    }
}
