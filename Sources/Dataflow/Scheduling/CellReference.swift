/// A cell in a queue, or at an end of a mailbox: a value that counts no references.
@safe
struct CellReference: Sendable {
    // SAFETY: the run owns the nodes, and they own their cells. A queued cell has not ended, so the run has not either; a
    // mailbox owns the cells at its ends.
    let cell: Unmanaged<ScheduleCell>

    @inline(__always)
    init(_ cell: ScheduleCell) { unsafe self.cell = unsafe .passUnretained(cell) }

    @inline(__always)
    init(_ cell: Unmanaged<ScheduleCell>) { unsafe self.cell = cell }

    @inline(__always)
    func with<Result>(_ body: (ScheduleCell) -> Result) -> Result { unsafe cell._withUnsafeGuaranteedRef(body) }

    /// Where the cell stands, as a number.
    var address: UInt { unsafe UInt(bitPattern: cell.toOpaque()) }

    /// The cell itself, counted.
    var value: ScheduleCell { unsafe cell.takeUnretainedValue() }
}
