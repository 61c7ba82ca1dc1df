/// Pending deadlines as a value, the earliest first; of two equal ones the one set first.
struct TimerQueue<Action> {
    struct Entry {
        let deadline: Duration
        let id: UInt64
        let action: Action
    }

    private var heap: [Entry] = []
    private var nextID: UInt64 = 0

    init() {}

    var earliest: Duration? { heap.first?.deadline }

    mutating func insert(_ deadline: Duration, _ action: Action) {
        heap.append(Entry(deadline: deadline, id: nextID, action: action))
        nextID += 1
        siftUp(from: heap.count - 1)
    }

    /// Takes out everything that is due, in order.
    mutating func popDue(now: Duration) -> [Action] {
        var due: [Action] = []
        while let first = heap.first, first.deadline <= now {
            due.append(first.action)
            removeFirst()
        }
        return due
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(child, smallest) {
                smallest = child
            }
            if smallest == parent { return }
            heap.swapAt(parent, smallest)
            parent = smallest
        }
    }

    private mutating func siftUp(from index: Int) {
        var child = index
        while child > 0, precedes(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        (heap[left].deadline, heap[left].id) < (heap[right].deadline, heap[right].id)
    }
}
