/// A worker as a step hands it on to whatever the step wakes: a value that counts no references, which costs an atomic
/// operation each way.
@usableFromInline
@safe package struct WorkerHandle: Sendable {
    // SAFETY: the scheduler owns its workers until the run has ended, and a handle is used inside of a step only.
    @usableFromInline let worker: Unmanaged<Worker>

    init(_ worker: Worker) { unsafe self.worker = unsafe .passUnretained(worker) }

    /// Accepts a cell that the step woke.
    func take(_ cell: CellReference) { unsafe worker._withUnsafeGuaranteedRef { $0.take(cell) } }
}

extension Worker {
    var handle: WorkerHandle { WorkerHandle(self) }
}
