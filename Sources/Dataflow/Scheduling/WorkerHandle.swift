/// A worker, as a step passes it to the cells that it wakes: a value without reference counting, which would cost an
/// atomic operation each way.
@usableFromInline
@safe package struct WorkerHandle: Sendable {
    // SAFETY: the scheduler owns its workers until the run has ended, and a handle is used only inside a step.
    @usableFromInline let worker: Unmanaged<Worker>

    init(_ worker: Worker) { unsafe self.worker = unsafe .passUnretained(worker) }

    /// Accepts a cell that the step woke.
    func take(_ cell: CellReference) { unsafe worker._withUnsafeGuaranteedRef { $0.take(cell) } }
}

extension Worker {
    var handle: WorkerHandle { WorkerHandle(self) }
}
