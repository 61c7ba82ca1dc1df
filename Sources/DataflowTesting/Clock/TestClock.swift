import Dataflow

/// A clock whose time moves only when a test moves it.
///
/// Pass it to the run, and to closures that sleep; then nothing waits for the wall clock.
///
///     let clock = TestClock()
///     try await prices.paced(every: .seconds(1)).test(clock: clock) { sink in
///         sink.requestAll()
///         try await sink.expect(1)
///         try await sink.expectNothing()
///         clock.advance(by: .seconds(1))
///         try await sink.expect(2)
///     }
public final class TestClock: Clock, Sendable {
    /// A moment, counted from the creation of the clock.
    public struct Instant: InstantProtocol, CustomStringConvertible {
        /// The time since the clock was created.
        public var offset: Duration

        /// Makes the moment that is so long after the creation of the clock.
        public init(offset: Duration = .zero) { self.offset = offset }

        /// The moment that is later by this duration.
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        /// How much later the other moment is.
        public func duration(to other: Instant) -> Duration { other.offset - offset }
        /// Whether the left moment is the earlier one.
        public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
        public var description: String { "\(offset)" }
    }

    private let time = Watched(TestTime())

    /// Makes a clock that stands at zero.
    public init() {}

    /// The clock's present moment.
    public var now: Instant { time.value.now }
    /// The time since the clock was created.
    public var elapsed: Duration { now.offset }
    /// Zero: the clock tells any two moments apart.
    public var minimumResolution: Duration { .zero }

    /// Waits until a test has moved the clock to `deadline`.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let (id, observers) = time.update { time in
            time.nextID += 1
            time.deadlines[time.nextID] = deadline
            return (time.nextID, Array(time.observers.values))
        }
        defer { time.update { time in time.deadlines[id] = nil } }
        for observer in observers { observer() }
        try await time.wait { $0.now >= deadline }
    }

    /// Moves time in one leap; every task or timer that waits for a moment within the leap goes on, the earliest first.
    ///
    /// The leap counts from the beginning of a run, also before the first step of its nodes. But an operator sees an
    /// element only when it takes it, so an element sent before the leap may be taken after it.
    /// ``TestSink/expectNothing(fileID:line:)`` waits until every element that can be taken was taken.
    /// - Parameter duration: how far, at least zero: a clock never goes back.
    public func advance(by duration: Duration) {
        precondition(duration >= .zero, "a clock never goes back")
        time.update { time in
            time.isAdvancing = true
            time.now = time.now.advanced(by: duration)
        }
        letGoOff()
    }

    /// Moves time and wakes the tasks that sleep until then; timers go off when ``goOff()`` says so.
    func move(to moment: Instant) {
        time.update { $0.now = max($0.now, moment) }
    }

    /// Lets every timer go off whose moment has come.
    func goOff() {
        time.update { $0.isAdvancing = true }
        letGoOff()
    }

    /// When the next task or timer is due.
    var nextDeadline: Instant? {
        let time = time.value
        return (time.alarms.values.map(\.deadline) + time.deadlines.values.filter { $0 > time.now }).min()
    }

    private func letGoOff() {
        // An alarm may set another one, for a moment that has come too.
        while let due = time.update({ $0.popDue() }) {
            for action in due { action() }
        }
    }

    /// Waits until at least this many tasks and timers wait for a moment.
    ///
    /// - Throws: ``ExpectationFailure`` if that takes longer than ``Patience/limit``; `CancellationError`.
    public func sleepers(atLeast count: Int, fileID: String = #fileID, line: Int = #line) async throws {
        _ = try await time.wait(for: "\(count) sleepers at the clock", SourceSite(fileID: fileID, line: line)) {
            $0.sleeping + $0.alarms.count >= count
        }
    }
}

extension TestClock: AlarmClock {
    package func setAlarm(at deadline: Instant, _ action: @escaping @Sendable () -> Void) -> Int {
        let (id, isLate) = time.update { time in
            time.nextID += 1
            let isLate = deadline <= time.now && !time.isAdvancing
            if isLate { time.late += 1 } else { time.alarms[time.nextID] = .init(deadline: deadline, action: action) }
            return (time.nextID, isLate)
        }
        // The caller holds a lock that the action needs.
        if isLate { Task { self.goOffLate(action) } }
        return id
    }

    private func goOffLate(_ action: () -> Void) {
        action()
        let observers = time.update { time in
            time.late -= 1
            return Array(time.observers.values)
        }
        for observer in observers { observer() }
    }

    package func cancelAlarm(_ id: Int) {
        time.update { time in time.alarms[id] = nil }
    }

    package var sleeperCount: Int? {
        let time = time.value
        return time.late == 0 && !time.isAdvancing ? time.sleeping : nil
    }

    package func observeSleepers(_ action: @escaping @Sendable () -> Void) -> Int {
        time.update { time in
            time.nextID += 1
            time.observers[time.nextID] = action
            return time.nextID
        }
    }

    package func ignoreSleepers(_ id: Int) {
        time.update { time in time.observers[id] = nil }
    }
}

/// The moment of a test's clock, and the tasks and timers that wait for one. A value.
private struct TestTime: Sendable {
    struct Alarm {
        let deadline: TestClock.Instant
        let action: @Sendable () -> Void
    }

    var now = TestClock.Instant()
    /// When each sleeping task wants to wake; a task whose moment has come does not count any more.
    var deadlines: [Int: TestClock.Instant] = [:]
    var alarms: [Int: Alarm] = [:]
    /// How many alarms were set for a moment that had passed, and have yet to go off.
    var late = 0
    var isAdvancing = false
    var observers: [Int: @Sendable () -> Void] = [:]
    var nextID = 0

    var sleeping: Int { deadlines.values.count { $0 > now } }

    /// The alarms whose moment has come, the earliest first; nil if there are none, and then time has moved.
    mutating func popDue() -> [@Sendable () -> Void]? {
        let due = alarms.filter { $0.value.deadline <= now }
        guard !due.isEmpty else {
            isAdvancing = false
            return nil
        }
        for id in due.keys { alarms[id] = nil }
        return due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }.map(\.value.action)
    }
}
