/// The last stores to one atomic, in the order in which they were made.
struct Location {
    private struct Store {
        /// What whoever acquires from it learns.
        let given: VectorClock?
        /// For each participant when it first saw this store; the end of time if it has not.
        var seen = VectorClock(repeating: .max)
    }

    /// The newest at the end; the first one was there when the play began.
    private var stores = [Store(given: nil)]
    /// The number of the newest store.
    private(set) var newest = 0
    /// The oldest store that an access in the one order of all may read.
    var totalFloor = 0

    /// The oldest store that may be read by who knows all this: no later one was made or read before.
    func floor(_ clock: VectorClock) -> Int {
        let oldest = newest + 1 - stores.count
        let place = stores.lastIndex { any($0.seen .<= clock) }
        return oldest + (place ?? 0)
    }

    /// Reads a store by its age; gives what it gives.
    mutating func read(_ age: Int, by member: Int, _ time: Int32, isTotal: Bool) -> VectorClock? {
        let place = stores.count - 1 - age
        stores[place].seen[member] = min(stores[place].seen[member], time)
        if isTotal { totalFloor = max(totalFloor, newest - age) }
        return stores[place].given
    }

    mutating func write(_ given: VectorClock?, by member: Int, _ time: Int32, depth: Int, isTotal: Bool) {
        newest += 1
        var store = Store(given: given)
        store.seen[member] = time
        if stores.count == depth { stores.removeFirst() }
        stores.append(store)
        if isTotal { totalFloor = newest }
    }
}
