import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("EngineClock", .timeLimit(.minutes(5)))
struct EngineClockTests {
    /// A clock whose instants are nanoseconds in 64 bits, as the system's own; sleeps until it is cancelled.
    private struct NarrowClock: Clock {
        struct Instant: InstantProtocol {
            let nanoseconds: Int64

            func advanced(by duration: Duration) -> Instant {
                let (seconds, attoseconds) = duration.components
                return Instant(nanoseconds: nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
            }

            func duration(to other: Instant) -> Duration { .nanoseconds(other.nanoseconds - nanoseconds) }
            static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }
        }

        let asked = DataflowTests.Recorder<Int64>()
        var now: Instant { Instant(nanoseconds: 5_000_000_000) }
        var minimumResolution: Duration { .nanoseconds(1) }

        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            asked.record(deadline.nanoseconds)
            try await Gate().pass()
        }
    }

    @Test("A moment beyond what a clock can count to is slept for in parts")
    func farMoment() async throws {
        let clock = NarrowClock()
        let sleeper = EngineClock(clock).start().wake(.seconds(Int64.max)) {}
        let asked = try await clock.asked.elements(atLeast: 1)
        #expect(asked == [5_000_000_000 + 100 * 365 * 86_400 * 1_000_000_000])
        sleeper.cancel()
        await sleeper.end()
    }
}
