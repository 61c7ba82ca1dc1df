import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("Timekeeper", .timeLimit(.minutes(5)))
struct TimekeeperTests {
    private let clock = TestClock()
    private let timekeeper: Timekeeper
    private let fired = Recorder<String>()

    init() {
        timekeeper = Timekeeper(EngineClock(clock))
    }

    private func schedule(_ name: String, at moment: Duration) {
        timekeeper.schedule(at: moment) { [fired] in fired.record(name) }
    }

    @Test("T1 An earlier moment does not wait for a later one that was set before, and each comes once")
    func overtaking() async {
        schedule("late", at: .seconds(5))
        schedule("early", at: .seconds(1))
        clock.advance(by: .seconds(1))
        #expect(fired.elements == ["early"])
        clock.advance(by: .seconds(4))
        #expect(fired.elements == ["early", "late"])
        await timekeeper.stop()
    }

    @Test("T1 A clock that goes off while it is asked finds no lock held, and every moment comes")
    func hasty() async throws {
        try await within("a hasty clock", seconds: 20) { [fired] in
            let timekeeper = Timekeeper(EngineClock(HandClock(isHasty: true)))
            timekeeper.schedule(at: .zero) {
                fired.record("first")
                timekeeper.schedule(at: .zero) { fired.record("second") }
            }
            await timekeeper.stop()
        }
        #expect(fired.elements == ["first", "second"])
    }

    /// Uses the timers when it dies.
    private final class Testament: Sendable {
        private let timekeeper: Timekeeper
        private let fired: DataflowTests.Recorder<String>

        init(_ timekeeper: Timekeeper, _ fired: DataflowTests.Recorder<String>) {
            self.timekeeper = timekeeper
            self.fired = fired
        }

        deinit {
            fired.record("died at \(timekeeper.now)")
            timekeeper.schedule(at: .zero) {}
        }
    }

    @Test("What an action holds dies without a lock held: once it was called, and when timers are stopped")
    func testament() async throws {
        try await within("a testament", seconds: 20) { [fired] in
            let clock = HandClock()
            let timekeeper = Timekeeper(EngineClock(clock))
            for moment in 1...2 {
                let testament = Testament(timekeeper, fired)
                timekeeper.schedule(at: .seconds(moment)) { withExtendedLifetime(testament) {} }
            }
            clock.advance(by: .seconds(1))
            clock.ring()
            #expect(fired.count == 1)
            await timekeeper.stop()
            #expect(fired.count == 2)
        }
    }

    @Test("T1 After the stop no moment comes")
    func stopped() async {
        schedule("before", at: .seconds(1))
        await timekeeper.stop()
        schedule("after", at: .seconds(1))
        clock.advance(by: .seconds(2))
        #expect(fired.elements == [])
    }
}
