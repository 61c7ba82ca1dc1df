import Synchronization

/// The cells that wait for a worker, first in, first out; any thread may add and take cells.
@safe final class ReadyQueue: @unchecked Sendable {
    typealias Entry = CellReference

    @safe private struct Ring {
        var slots: UnsafeMutablePointer<Entry>
        var size: Int
        var first = 0
        var count = 0
    }

    // SAFETY: `ring` is touched only while `lock` is held. The run owns the cells and outlives its queues. The ring has
    // memory of its own, so that Swift makes no exclusivity checks.
    private let ring: UnsafeMutablePointer<Ring>
    private let lock = SpinLock()
    private let count = Atomic<Int>(0)

    init() {
        unsafe ring = .allocate(capacity: 1)
        unsafe ring.initialize(to: Ring(slots: .allocate(capacity: 64), size: 64))
    }

    deinit {
        unsafe ring.pointee.slots.deallocate()
        unsafe ring.deallocate()
    }

    /// Whether the queue is empty, read without the lock: exact only when no other thread is active.
    var isEmpty: Bool { count.load(ordering: .sequentiallyConsistent) == 0 }

    /// How many cells wait, read without the lock.
    var glance: Int { count.load(ordering: .relaxed) }

    func push(_ cell: Entry) {
        lock.withLock {
            if unsafe ring.pointee.count == ring.pointee.size { grow() }
            let place = unsafe (ring.pointee.first &+ ring.pointee.count) & (ring.pointee.size &- 1)
            unsafe (ring.pointee.slots + place).initialize(to: cell)
            unsafe ring.pointee.count &+= 1
            unsafe count.store(ring.pointee.count, ordering: .releasing)
        }
    }

    /// Puts a cell before all others.
    @inline(never)
    func pushFirst(_ cell: Entry) {
        lock.withLock {
            if unsafe ring.pointee.count == ring.pointee.size { grow() }
            unsafe ring.pointee.first = unsafe (ring.pointee.first &- 1) & (ring.pointee.size &- 1)
            unsafe (ring.pointee.slots + ring.pointee.first).initialize(to: cell)
            unsafe ring.pointee.count &+= 1
            unsafe count.store(ring.pointee.count, ordering: .releasing)
        }
    }

    func pop() -> Entry? {
        if count.load(ordering: .relaxed) == 0 { return nil }
        return lock.withLock { () -> Entry? in
            if unsafe ring.pointee.count == 0 { return nil }
            let cell = unsafe ring.pointee.slots[ring.pointee.first]
            unsafe ring.pointee.first = unsafe (ring.pointee.first &+ 1) & (ring.pointee.size &- 1)
            unsafe ring.pointee.count &-= 1
            unsafe count.store(ring.pointee.count, ordering: .releasing)
            return cell
        }
    }

    private func grow() {
        let old = unsafe ring.pointee
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: old.size * 2)
        for offset in 0..<old.size {
            unsafe (larger + offset).initialize(to: old.slots[(old.first + offset) & (old.size - 1)])
        }
        unsafe old.slots.deallocate()
        unsafe ring.pointee = unsafe Ring(slots: larger, size: old.size * 2, first: 0, count: old.count)
    }
}
