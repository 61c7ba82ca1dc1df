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

    /// How far an element loop may go, for a loop too short to look whether it is interrupted: that moves the bound to
    /// zero. One that comes just when the bound is set may be lost; then the monitor interrupts again.
    @inlinable
    var bound: Int {
        unsafe worker._withUnsafeGuaranteedRef { $0.bound.load(ordering: .relaxed) }
    }

    @inlinable
    func setBound(_ bound: Int) {
        unsafe worker._withUnsafeGuaranteedRef { $0.bound.store(bound, ordering: .relaxed) }
    }

    /// Says that what wakes a cell now is the task of this lane, or again that it is a step.
    func enter(_ lane: Lane?) {
        let lane = unsafe lane.map { unsafe Unmanaged.passUnretained($0) }
        unsafe worker._withUnsafeGuaranteedRef { unsafe $0.lane.store(lane, ordering: .relaxed) }
    }

    /// The node whose task runs in this worker now.
    var nodeOfLane: ScheduleCell? {
        unsafe worker._withUnsafeGuaranteedRef {
            unsafe $0.lane.load(ordering: .relaxed)?._withUnsafeGuaranteedRef(\.node)
        }
    }

    /// Accepts a cell that the step woke.
    func take(_ cell: CellReference) { unsafe worker._withUnsafeGuaranteedRef { $0.take(cell) } }
}

extension Worker {
    var handle: WorkerHandle { WorkerHandle(self) }
}
