import Synchronization

/// A worker, as a step passes it to the cells that it wakes: a value without reference counting, which would cost an
/// atomic operation each way.
@usableFromInline
@safe package struct WorkerHandle: Sendable {
    // SAFETY: the scheduler owns its workers until the run has ended, and a handle is used only inside a step.
    @usableFromInline let worker: Unmanaged<Worker>

    init(_ worker: Worker) { unsafe self.worker = unsafe .passUnretained(worker) }

    /// Whether the step should end after the closure that it is in: it takes long, or something has changed that the
    /// node looks at when a step begins.
    @inlinable
    var isInterrupted: Bool {
        unsafe worker._withUnsafeGuaranteedRef { $0.isInterrupted.load(ordering: .relaxed) }
    }

    /// Says whether what wakes a cell now is the task of a node.
    func setInLane(_ isInLane: Bool) {
        unsafe worker._withUnsafeGuaranteedRef { $0.isInLane.store(isInLane, ordering: .relaxed) }
    }

    /// Accepts a cell that the step woke.
    func take(_ cell: CellReference) { unsafe worker._withUnsafeGuaranteedRef { $0.take(cell) } }
}

extension Worker {
    var handle: WorkerHandle { WorkerHandle(self) }
}
