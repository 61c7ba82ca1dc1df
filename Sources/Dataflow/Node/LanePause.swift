import Synchronization

/// A pause of one of a node's tasks: while it lasts, the node waits for a moment and not for work under way. It ends
/// once.
final class LanePause: Sendable {
    private let cell: ScheduleCell
    private let isOver = Atomic<Bool>(false)

    /// Made by the task that pauses, which the run counts until it answers. The order matters: the run must count
    /// something external at any time.
    init(_ cell: ScheduleCell) {
        self.cell = cell
        cell.beginExternal(isPassive: true)
        cell.endExternal(nil)
    }

    /// Called before the task goes on: by its timer, or by the task itself if it was cancelled.
    func end() {
        if isOver.exchange(true, ordering: .acquiringAndReleasing) { return }
        cell.beginExternal()
        cell.endExternal(nil, isPassive: true)
    }
}
