import Synchronization

/// The cells that wait for a worker, first in, first out; any thread may add and take cells.
final class ReadyQueue: @unchecked Sendable {
    typealias Entry = Unmanaged<ScheduleCell>

    private struct Ring {
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
        ring = .allocate(capacity: 1)
        ring.initialize(to: Ring(slots: .allocate(capacity: 64), size: 64))
    }

    deinit {
        ring.pointee.slots.deallocate()
        ring.deallocate()
    }

    /// Whether the queue is empty, read without the lock: exact only when no other thread is active.
    var isEmpty: Bool { count.load(ordering: .sequentiallyConsistent) == 0 }

    /// How many cells wait, read without the lock.
    var glance: Int { count.load(ordering: .relaxed) }

    func push(_ cell: Entry) {
        lock.withLock {
            if ring.pointee.count == ring.pointee.size { grow() }
            let place = (ring.pointee.first &+ ring.pointee.count) & (ring.pointee.size &- 1)
            (ring.pointee.slots + place).initialize(to: cell)
            ring.pointee.count &+= 1
            count.store(ring.pointee.count, ordering: .releasing)
        }
    }

    func pop() -> Entry? {
        if count.load(ordering: .relaxed) == 0 { return nil }
        return lock.withLock { () -> Entry? in
            if ring.pointee.count == 0 { return nil }
            let cell = ring.pointee.slots[ring.pointee.first]
            ring.pointee.first = (ring.pointee.first &+ 1) & (ring.pointee.size &- 1)
            ring.pointee.count &-= 1
            count.store(ring.pointee.count, ordering: .releasing)
            return cell
        }
    }

    private func grow() {
        let old = ring.pointee
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: old.size * 2)
        for offset in 0..<old.size {
            (larger + offset).initialize(to: old.slots[(old.first + offset) & (old.size - 1)])
        }
        old.slots.deallocate()
        ring.pointee = Ring(slots: larger, size: old.size * 2, first: 0, count: old.count)
    }
}
