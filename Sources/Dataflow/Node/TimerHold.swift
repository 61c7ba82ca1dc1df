import Synchronization

/// One timer's claim that something outside is awaited; given back once, when it fires or is no longer needed.
package final class TimerHold: Sendable {
    private let cell: ScheduleCell
    private let isOver = Atomic<Bool>(false)

    /// Whether it has fired, or is no longer needed.
    package var hasEnded: Bool { isOver.load(ordering: .acquiring) }

    init(_ cell: ScheduleCell) {
        self.cell = cell
        cell.beginOutside(patiently: true)
    }

    func fire() {
        cell.notify(nil)
        end()
    }

    package func end() {
        if !isOver.exchange(true, ordering: .acquiringAndReleasing) { cell.endOutside(nil, patiently: true) }
    }
}
