import Synchronization

/// Counts the cells of a part of the run that have yet to end. The last one to end says so.
@usableFromInline
class EndCount: @unchecked Sendable {
    // SAFETY: one atomic; a subclass adds only `let`s.
    private let unended = Atomic<Int>(0)

    init() {}

    /// Adds cells: before the first of them may step, or in a step of one that is counted.
    final func expect(_ cells: Int) { unended.add(cells, ordering: .relaxed) }

    /// Counts a cell that has ended, and that another thread may free from now on.
    final func oneEnded(_ worker: WorkerHandle) {
        if unended.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { allEnded(worker) }
    }

    /// Called once, after the last cell has ended, by the worker that stepped it.
    func allEnded(_ worker: WorkerHandle) {}
}
