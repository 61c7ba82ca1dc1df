import Synchronization

/// The cells that wait until another cell has ended. It costs one load an end while nobody waits.
final class EndWatch: Sendable {
    // SAFETY: the address of a cell serves as a number. Another cell may have it after the cell was freed: then the
    // watcher is notified once in vain, and looks again.
    private let watchers = Guarded<[UInt: [ScheduleCell]]>([:])
    private let count = Atomic<Int>(0)

    /// Notifies `watcher` when the cell has ended; false if it has by now.
    func watch(_ cell: ScheduleCell, for watcher: ScheduleCell) -> Bool {
        let key = CellReference(cell).address
        watchers.withLock { $0[key, default: []].append(watcher) }
        count.add(1, ordering: .sequentiallyConsistent)
        // The end is stored before the count is read, and here the count before the end is read: one sees the other.
        atomicMemoryFence(ordering: .sequentiallyConsistent)
        if !cell.hasEnded { return true }
        _ = take(key)
        return false
    }

    /// Called after a cell has ended, which may be freed by now.
    func tell(_ cell: CellReference, _ worker: WorkerHandle) {
        guard count.load(ordering: .sequentiallyConsistent) > 0 else { return }
        for watcher in take(cell.address) { watcher.notify(worker) }
    }

    private func take(_ key: UInt) -> [ScheduleCell] {
        let watchers = watchers.withLock { $0.removeValue(forKey: key) } ?? []
        count.subtract(watchers.count, ordering: .sequentiallyConsistent)
        return watchers
    }
}
