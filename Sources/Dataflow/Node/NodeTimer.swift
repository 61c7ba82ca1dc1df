/// The one timer of a node, wherever its deadline moves; counts as something outside while it is set. For its steps only.
struct NodeTimer {
    private struct Setting {
        let id: TimerID?
        let hold: TimerHold
        var deadline: Duration
    }

    private let timekeeper: Timekeeper
    private let cell: ScheduleCell
    /// When the node began, on the timekeeper; nil before the first step of one whose turn comes later.
    private var zero: Duration?
    private var setting: Setting?

    /// - Parameter startsLate: whether the node begins with its first step, and not now, with its part of the run.
    init(_ timekeeper: Timekeeper, _ cell: ScheduleCell, startsLate: Bool = false) {
        self.timekeeper = timekeeper
        self.cell = cell
        zero = startsLate ? nil : timekeeper.now
    }

    /// The time since the node began, on its clock.
    var now: Duration {
        mutating get {
            let now = timekeeper.now
            let start = zero ?? now
            zero = start
            return now - start
        }
    }

    /// Makes the node step at or after `deadline`; maybe before that, too.
    ///
    /// A deadline that moves on costs nothing: the timer fires when it was set to, and the node sets it anew.
    mutating func set(to deadline: Duration) {
        let moment = (zero ?? .zero) + deadline
        if let setting, !setting.hold.hasFired {
            if setting.deadline <= deadline { return }
            if let id = setting.id, timekeeper.move(id, to: moment) {
                self.setting?.deadline = deadline
                return
            }
        }
        // Without a setting, or with one that has fired or is about to, and gives its claim back by itself.
        let hold = TimerHold(cell)
        setting = Setting(id: timekeeper.schedule(at: moment) { hold.fire() }, hold: hold, deadline: deadline)
    }

    /// No moment is waited for any more.
    mutating func cancel() {
        guard let setting = setting.take() else { return }
        if let id = setting.id { timekeeper.cancel(id) }
        setting.hold.end()
    }
}
