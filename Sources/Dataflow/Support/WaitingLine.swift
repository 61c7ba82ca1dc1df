/// Waiters in order, first come, first served; each may leave before its turn. A value.
///
/// Every change takes constant time, amortised, however many wait.
@usableFromInline
struct WaitingLine<Waiter> {
    @usableFromInline var waiters: [Int: Waiter] = [:]
    /// The numbers of all waiters that came, also of some that have left.
    @usableFromInline var order = Fifo<Int>()

    @usableFromInline
    init() {}

    @inlinable var isEmpty: Bool { waiters.isEmpty }

    /// Those who wait, in no order.
    var all: some Collection<Waiter> { waiters.values }

    /// Adds a waiter under a number that no other waiter in the line has.
    mutating func join(_ id: Int, _ waiter: Waiter) {
        if order.count > 2 * waiters.count + 16 { forgetThoseWhoLeft() }
        waiters[id] = waiter
        order.append(id)
    }

    /// Removes a waiter; nil if its turn has come already.
    mutating func leave(_ id: Int) -> Waiter? { waiters.removeValue(forKey: id) }

    @inlinable
    mutating func popFirst() -> Waiter? {
        while let id = order.popFirst() {
            if let waiter = waiters.removeValue(forKey: id) { return waiter }
        }
        return nil
    }

    /// Removes all waiters, in order.
    mutating func popAll() -> [Waiter] {
        var all: [Waiter] = []
        while let waiter = popFirst() { all.append(waiter) }
        return all
    }

    private mutating func forgetThoseWhoLeft() {
        for _ in 0..<order.count {
            if let id = order.popFirst(), waiters[id] != nil { order.append(id) }
        }
    }
}
