/// The one timer of a node, however often its deadline moves. It counts as external while it is set. Only the node's
/// steps use it.
@usableFromInline
struct NodeTimer {
    private struct Setting {
        let id: TimerID?
        let hold: TimerHold
        var deadline: Duration
    }

    private let timekeeper: Timekeeper
    private let cell: ScheduleCell
    /// When the node began, in the timekeeper's time; nil before the first step of a node whose turn comes later.
    private var zero: Duration?
    private var setting: Setting?

    /// - Parameter startsLate: whether the node's time begins with its first step, and not now, with its part of the
    ///   run.
    init(_ timekeeper: Timekeeper, _ cell: ScheduleCell, startsLate: Bool = false) {
        self.timekeeper = timekeeper
        self.cell = cell
        zero = startsLate ? nil : timekeeper.now
    }

    /// The time since the node began, on its clock.
    @usableFromInline
    var now: Duration {
        mutating get {
            let now = timekeeper.now
            let start = zero ?? now
            zero = start
            return now - start
        }
    }

    /// Makes the node step at or after `deadline`; maybe also earlier.
    ///
    /// Moving the deadline to a later time costs nothing: the timer fires at the old deadline, and the node sets it
    /// anew.
    @usableFromInline
    mutating func set(to deadline: Duration) {
        let moment = (zero ?? .zero) + deadline
        if let setting, !setting.hold.hasFired {
            if setting.deadline <= deadline { return }
            if let id = setting.id, timekeeper.move(id, to: moment) {
                self.setting?.deadline = deadline
                return
            }
        }
        // There is no setting, or one that has fired or is about to, and then releases its hold by itself.
        let hold = TimerHold(cell)
        setting = Setting(id: timekeeper.schedule(at: moment) { hold.fire() }, hold: hold, deadline: deadline)
    }

    /// Clears the timer: the node waits for no moment any more.
    @usableFromInline
    mutating func cancel() {
        guard let setting = setting.take() else { return }
        if let id = setting.id { timekeeper.cancel(id) }
        setting.hold.end()
    }
}
