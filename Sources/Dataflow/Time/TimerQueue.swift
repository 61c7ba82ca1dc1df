/// Pending deadlines, the earliest first; of equal ones, the one set first. Each can be moved and removed. A value.
struct TimerQueue<Action> {
    private struct Entry {
        let id: TimerID
        var deadline: Duration
        /// A number that grows with each timer set.
        var order: UInt64
        let action: Action
    }

    private var heap: [Entry] = []
    /// The index of each timer in the heap.
    private var places: [TimerID: Int] = [:]
    private var lastOrder: UInt64 = 0

    init() {}

    var count: Int { heap.count }
    var earliest: Duration? { heap.first?.deadline }

    mutating func insert(_ deadline: Duration, _ action: Action) -> TimerID {
        lastOrder += 1
        let id = TimerID(number: lastOrder)
        heap.append(Entry(id: id, deadline: deadline, order: lastOrder, action: action))
        places[id] = heap.count - 1
        siftUp(from: heap.count - 1)
        return id
    }

    /// Moves a timer to another moment; false if it has come due already, or was removed.
    mutating func move(_ id: TimerID, to deadline: Duration) -> Bool {
        guard let place = places[id] else { return false }
        lastOrder += 1
        heap[place].deadline = deadline
        heap[place].order = lastOrder
        siftUp(from: place)
        siftDown(from: place)
        return true
    }

    /// Removes a timer; nil if it has come due already.
    mutating func remove(_ id: TimerID) -> Action? {
        places[id].map { takeOut($0) }
    }

    /// Removes all timers that are due, in order.
    mutating func popDue(now: Duration) -> [Action] {
        var due: [Action] = []
        while let first = heap.first, first.deadline <= now { due.append(takeOut(0)) }
        return due
    }

    private mutating func takeOut(_ place: Int) -> Action {
        exchange(place, heap.count - 1)
        let entry = heap.removeLast()
        places[entry.id] = nil
        if place < heap.count {
            siftUp(from: place)
            siftDown(from: place)
        }
        return entry.action
    }

    private mutating func siftDown(from place: Int) {
        var parent = place
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(child, smallest) {
                smallest = child
            }
            if smallest == parent { return }
            exchange(parent, smallest)
            parent = smallest
        }
    }

    private mutating func siftUp(from place: Int) {
        var child = place
        while child > 0, precedes(child, (child - 1) / 2) {
            exchange(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func exchange(_ left: Int, _ right: Int) {
        heap.swapAt(left, right)
        places[heap[left].id] = left
        places[heap[right].id] = right
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        (heap[left].deadline, heap[left].order) < (heap[right].deadline, heap[right].order)
    }
}

/// Identifies one timer of a ``TimerQueue``; no other timer ever has the same.
@usableFromInline
struct TimerID: Hashable, Sendable {
    fileprivate let number: UInt64
}
