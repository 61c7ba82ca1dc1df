/// The one timer of a node, wherever its deadline moves; counts as something outside while it is set. For its steps only.
struct NodeTimer {
    private struct Setting {
        let id: TimerID?
        let hold: TimerHold
        var deadline: Duration
    }

    private let timekeeper: Timekeeper
    private let cell: ScheduleCell
    private var setting: Setting?

    init(_ timekeeper: Timekeeper, _ cell: ScheduleCell) {
        self.timekeeper = timekeeper
        self.cell = cell
    }

    /// The time since the run began, on the node's clock.
    var now: Duration { timekeeper.now }

    /// Makes the node step at or after `deadline`; maybe before that, too.
    ///
    /// A deadline that moves on costs nothing: the timer fires when it was set to, and the node sets it anew.
    mutating func set(to deadline: Duration) {
        if let setting, !setting.hold.hasFired {
            if setting.deadline <= deadline { return }
            if let id = setting.id, timekeeper.move(id, to: deadline) {
                self.setting?.deadline = deadline
                return
            }
        }
        // Without a setting, or with one that has fired or is about to, and gives its claim back by itself.
        let hold = TimerHold(cell)
        setting = Setting(id: timekeeper.schedule(at: deadline) { hold.fire() }, hold: hold, deadline: deadline)
    }

    /// No moment is waited for any more.
    mutating func cancel() {
        guard let setting = setting.take() else { return }
        if let id = setting.id { timekeeper.cancel(id) }
        setting.hold.end()
    }
}
