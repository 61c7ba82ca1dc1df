import DataflowProbes

@testable import Dataflow

/// A clock that a test sets, forwards and back, and whose alarms go off when the test says so.
final class HandClock: AlarmClock {
    struct Instant: InstantProtocol {
        var offset: Duration = .zero
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var now = Instant()
        var alarms: [Int: (deadline: Instant, action: @Sendable () -> Void)] = [:]
        var lastID = 0
    }

    private let state = Locked(State())
    /// Whether an alarm for a moment that has come goes off before it is set.
    private let isHasty: Bool

    init(isHasty: Bool = false) {
        self.isHasty = isHasty
    }

    var now: Instant { state { $0.now } }
    var minimumResolution: Duration { .zero }
    var alarmCount: Int { state { $0.alarms.count } }

    /// Moves the clock; nothing goes off.
    func advance(by duration: Duration) { state { $0.now = $0.now.advanced(by: duration) } }

    /// Lets every alarm go off whose moment has come.
    func ring() {
        let due = state { state in
            let due = state.alarms.filter { $0.value.deadline <= state.now }
            for id in due.keys { state.alarms[id] = nil }
            return due.sorted { $0.key < $1.key }.map(\.value.action)
        }
        for action in due { action() }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws { throw CancellationError() }

    func setAlarm(at deadline: Instant, _ action: @escaping @Sendable () -> Void) -> Int {
        let (id, isDue) = state { state in
            state.lastID += 1
            let isDue = isHasty && deadline <= state.now
            if !isDue { state.alarms[state.lastID] = (deadline, action) }
            return (state.lastID, isDue)
        }
        if isDue { action() }
        return id
    }

    func cancelAlarm(_ id: Int) { state { $0.alarms[id] = nil } }

    var sleeperCount: Int? { 0 }
    func observeSleepers(_ action: @escaping @Sendable () -> Void) -> Int { 0 }
    func ignoreSleepers(_ id: Int) {}
}
