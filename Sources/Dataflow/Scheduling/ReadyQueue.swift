import Synchronization

/// The cells that wait for a worker, first in, first out; filled and emptied by any thread.
final class ReadyQueue: @unchecked Sendable {
    // SAFETY: `slots`, `size` and `first` are touched only while `lock` is held. The cells are owned by the run,
    // which outlives its queues.
    private var slots: UnsafeMutablePointer<Unmanaged<ScheduleCell>>
    private var size = 64
    private var first = 0
    private let count = Atomic<Int>(0)
    private let lock = SpinLock()

    init() {
        slots = .allocate(capacity: size)
    }

    deinit {
        slots.deallocate()
    }

    /// A glance without the lock: exact only when nobody else is active.
    var isEmpty: Bool { count.load(ordering: .sequentiallyConsistent) == 0 }

    /// How many cells wait.
    var depth: Int { count.load(ordering: .relaxed) }

    func push(_ cell: ScheduleCell) {
        lock.withLock {
            let held = count.load(ordering: .relaxed)
            if held == size { grow() }
            slots[(first &+ held) & (size &- 1)] = .passUnretained(cell)
            count.store(held &+ 1, ordering: .sequentiallyConsistent)
        }
    }

    func pop() -> ScheduleCell? {
        if count.load(ordering: .relaxed) == 0 { return nil }
        return lock.withLock { () -> Unmanaged<ScheduleCell>? in
            let held = count.load(ordering: .relaxed)
            if held == 0 { return nil }
            let cell = slots[first]
            first = (first &+ 1) & (size &- 1)
            count.store(held &- 1, ordering: .sequentiallyConsistent)
            return cell
        }?.takeUnretainedValue()
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Unmanaged<ScheduleCell>>.allocate(capacity: size * 2)
        for offset in 0..<size { (larger + offset).initialize(to: slots[(first + offset) & (size - 1)]) }
        slots.deallocate()
        slots = larger
        size *= 2
        first = 0
    }
}
