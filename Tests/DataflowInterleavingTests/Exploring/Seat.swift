@testable import Dataflow

/// A node's place on the stage: its cell, with a participant in the place of the worker that steps it.
struct Seat {
    let cell: ScheduleCell
    /// What this participant wakes goes here; nobody takes it out while the play is on.
    let worker: Worker
    private let state: Int
    private let stage: Stage

    /// The cell has been taken out of a queue when the play begins.
    init(_ stage: Stage, _ cell: ScheduleCell, _ worker: Worker) {
        self.stage = stage
        self.cell = cell
        self.worker = worker
        state = stage.object { _ = cell.hasEnded }
        // A worker takes a cell that was notified out of a queue, whose lock hands over what the notifier knew.
        stage.handsOver(state)
        _ = cell.settle(.again)
    }

    /// Steps the node until it ends, or the play is over.
    func run() {
        while !stage.isOver {
            let step = cell.step(by: worker, worker.scheduler, budget: 16)
            if cell.settle(step.outcome) { continue }
            if step.outcome == .ended || !awaitNews() { return }
        }
    }

    /// For a participant that does without a node what one would do in its steps: goes idle until somebody notifies the
    /// cell, and begins the next step; false when the play is over.
    func rest() -> Bool {
        if !cell.settle(.waiting), !awaitNews() { return false }
        cell.beginStep()
        return !stage.isOver
    }

    /// Waits until somebody notifies the cell; false when the play is over.
    func awaitNews() -> Bool { stage.awaitNews(of: state) && !stage.isOver }
}
