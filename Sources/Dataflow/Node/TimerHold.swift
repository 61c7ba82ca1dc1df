import Synchronization

/// The hold of one timer on the run: it counts as external, until it fires or is no longer needed. It is released once.
package final class TimerHold: Sendable {
    private let cell: ScheduleCell
    private let isOver = Atomic<Bool>(false)
    private let isFired = Atomic<Bool>(false)

    /// Whether the timer has fired, or is no longer needed.
    package var hasEnded: Bool { isOver.load(ordering: .acquiring) }

    /// Whether the timer has fired: true in every step that the timer causes.
    var hasFired: Bool { isFired.load(ordering: .sequentiallyConsistent) }

    init(_ cell: ScheduleCell) {
        self.cell = cell
        cell.beginExternal(isPassive: true)
    }

    /// The order matters. The step that follows the notification must see that it needs another timer; and until the
    /// node is notified, the run must count something external.
    func fire() {
        isFired.store(true, ordering: .sequentiallyConsistent)
        cell.notify(nil)
        end()
    }

    package func end() {
        if !isOver.exchange(true, ordering: .acquiringAndReleasing) { cell.endExternal(nil, isPassive: true) }
    }
}
