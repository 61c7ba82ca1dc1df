import Synchronization

/// One timer's claim that something outside is awaited; given back once, when it fires or is no longer needed.
package final class TimerHold: Sendable {
    private let cell: ScheduleCell
    private let isOver = Atomic<Bool>(false)
    private let isFired = Atomic<Bool>(false)

    /// Whether it has fired, or is no longer needed.
    package var hasEnded: Bool { isOver.load(ordering: .acquiring) }

    /// Whether it has fired: true in every step that it brings about.
    var hasFired: Bool { isFired.load(ordering: .sequentiallyConsistent) }

    init(_ cell: ScheduleCell) {
        self.cell = cell
        cell.beginExternal(isPassive: true)
    }

    /// The order matters: the step that comes of the notification must find out that it needs another timer, and until
    /// the node is notified the run waits for something.
    func fire() {
        isFired.store(true, ordering: .sequentiallyConsistent)
        cell.notify(nil)
        end()
    }

    package func end() {
        if !isOver.exchange(true, ordering: .acquiringAndReleasing) { cell.endExternal(nil, isPassive: true) }
    }
}
