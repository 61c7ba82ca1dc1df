import Dataflow

/// The pending alarms, the earliest first; of equal ones, the one set first. A value.
struct AlarmQueue {
    struct Alarm {
        let moment: Duration
        let id: UInt64
        let action: Action
    }

    enum Action {
        case call(@Sendable () -> Void)
        /// A closure that computes has come to its end.
        case goOn(Baton)
    }

    private var alarms: [Alarm] = []
    private var lastID: UInt64 = 0

    /// The earliest pending moment.
    var earliest: Duration? { alarms.first?.moment }

    /// How many alarms wait for the earliest moment.
    var earliestCount: Int {
        guard let first = alarms.first else { return 0 }
        return alarms.prefix { $0.moment == first.moment }.count
    }

    mutating func add(_ moment: Duration, _ action: Action) -> UInt64 {
        lastID += 1
        let place = alarms.firstIndex { $0.moment > moment } ?? alarms.count
        alarms.insert(Alarm(moment: moment, id: lastID, action: action), at: place)
        return lastID
    }

    mutating func remove(_ id: UInt64) -> Bool {
        guard let place = alarms.firstIndex(where: { $0.id == id }) else { return false }
        alarms.remove(at: place)
        return true
    }

    /// Removes one of the alarms that wait for the earliest moment.
    mutating func take(_ place: Int) -> Alarm { alarms.remove(at: place) }
}
