@testable import Dataflow

/// A node's place on the stage: its cell, stepped by a participant in the place of a worker.
struct Seat {
    let cell: ScheduleCell
    /// What this participant wakes goes here; nobody takes it out while the play is on.
    let worker: Worker
    /// Never stepped.
    private let node = Node { _ in Step(.idle) }
    private let state: Int
    private let stage: Stage

    init(_ stage: Stage, _ scheduler: Scheduler, _ number: Int, _ region: LoopRegion? = nil) {
        self.stage = stage
        cell = ScheduleCell(scheduler: scheduler, region: region)
        cell.node = .passUnretained(node)
        worker = scheduler.workers[number]
        state = stage.object { [cell] in _ = cell.hasEnded }
        _ = cell.beginStep()
    }

    /// Rests until somebody notifies the cell; false when the play is over.
    func rest() -> Bool {
        if cell.rest() {
            guard stage.awaitNews(of: state) else { return false }
        }
        _ = cell.beginStep()
        return !stage.isOver
    }
}
