/// A cell on its way through the queues: a value that counts no references.
@safe
struct CellReference: Sendable {
    // SAFETY: the run owns the nodes, and they their cells; a cell that is queued has not ended, so the run has not either.
    let cell: Unmanaged<ScheduleCell>

    @inline(__always)
    init(_ cell: ScheduleCell) { unsafe self.cell = unsafe .passUnretained(cell) }

    @inline(__always)
    init(_ cell: Unmanaged<ScheduleCell>) { unsafe self.cell = cell }

    @inline(__always)
    func with<Result>(_ body: (ScheduleCell) -> Result) -> Result { unsafe cell._withUnsafeGuaranteedRef(body) }

    /// The cell itself, counted.
    var value: ScheduleCell { unsafe cell.takeUnretainedValue() }
}
