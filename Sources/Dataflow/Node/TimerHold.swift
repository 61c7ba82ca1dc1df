import Synchronization

/// One timer's claim that something outside is awaited; given back once, when it fires or is no longer needed.
final class TimerHold: Sendable {
    private let cell: ScheduleCell
    private let isOver = Atomic<Bool>(false)

    init(_ cell: ScheduleCell) {
        self.cell = cell
        cell.beginOutside()
    }

    func fire() {
        cell.notify(nil)
        end()
    }

    func end() {
        if !isOver.exchange(true, ordering: .acquiringAndReleasing) { cell.endOutside(nil) }
    }
}
