import Dataflow
import Synchronization

/// The clock of a simulation: it stands still while anything runs, and leaps when time passes.
///
/// It is for the body and for closures. The operators of every graph in the simulation use the same time, whatever
/// clock they were given.
public struct SimulationClock: Clock {
    /// A moment, counted from the start of the simulation.
    public struct Instant: InstantProtocol {
        /// The time since the start of the simulation.
        public let offset: Duration

        /// The moment that comes `offset` after the start of the simulation.
        public init(offset: Duration) { self.offset = offset }

        /// The moment `duration` later.
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        /// The duration from this moment to the other.
        public func duration(to other: Instant) -> Duration { other.offset - offset }
        /// Whether the left moment is the earlier one.
        public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    let time: any VirtualTime

    /// The simulation's time.
    public var now: Instant { Instant(offset: time.now) }
    /// A nanosecond.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// Waits until the simulation's time is `deadline` or later; costs no real time.
    ///
    /// - Parameters:
    ///   - deadline: when to go on; if it is past, the others may still run first, if the schedule says so.
    ///   - tolerance: without effect.
    /// - Throws: `CancellationError` when the task is cancelled.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let nap = Nap(time)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { nap.begin(until: deadline.offset, $0) }
        } onCancel: {
            nap.cancel()
        }
    }
}

/// One sleep: ends when its moment comes or its task is cancelled, whichever is first.
private final class Nap: Sendable {
    private typealias Sleeper = CheckedContinuation<Void, any Error>

    private enum Phase {
        case awake
        case asleep(Sleeper, call: UInt64)
        case over
    }

    private let time: any VirtualTime
    private let phase = Mutex(Phase.awake)

    init(_ time: any VirtualTime) { self.time = time }

    func begin(until moment: Duration, _ sleeper: CheckedContinuation<Void, any Error>) {
        let mustSleep = phase.withLock { phase in
            guard case .awake = phase else { return false }
            phase = .asleep(sleeper, call: time.call(at: moment) { self.end()?.resume() })
            return true
        }
        if !mustSleep { sleeper.resume(throwing: CancellationError()) }
    }

    func cancel() {
        end()?.resume(throwing: CancellationError())
    }

    private func end() -> CheckedContinuation<Void, any Error>? {
        phase.withLock { phase in
            defer { phase = .over }
            guard case .asleep(let sleeper, let call) = phase else { return nil }
            time.forget(call)
            return sleeper
        }
    }
}
