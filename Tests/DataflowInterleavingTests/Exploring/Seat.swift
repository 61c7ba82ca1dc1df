@testable import Dataflow

/// A node's place on the stage: its cell, with a participant in the place of the worker that steps it.
struct Seat {
    let cell: ScheduleCell
    /// What this participant wakes goes here; nobody takes it out while the play is on.
    let worker: Worker
    private let state: Int
    private let stage: Stage

    /// The cell's first step has begun when the play begins.
    init(_ stage: Stage, _ cell: ScheduleCell, _ worker: Worker) {
        self.stage = stage
        self.cell = cell
        self.worker = worker
        state = stage.object { _ = cell.hasEnded }
        // A worker takes a cell that was notified out of a queue, whose lock hands over what the notifier knew.
        stage.handsOver(state)
        _ = cell.beginStep()
    }

    /// Steps the node until it ends, or the play is over.
    func run() {
        while !stage.isOver {
            let turn = Turn(worker: worker, grain: 16, phase: worker.scheduler.phase)
            switch cell.node._withUnsafeGuaranteedRef({ $0.step(turn) }).outcome {
            case .ended: return cell.end()
            case .idle: if !rest() { return }
            case .again:
                cell.stayScheduled()
                _ = cell.beginStep()
            }
        }
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
