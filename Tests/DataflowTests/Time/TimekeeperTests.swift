import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("Timekeeper")
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

    @Test("T1 After the stop no moment comes")
    func stopped() async {
        schedule("before", at: .seconds(1))
        await timekeeper.stop()
        schedule("after", at: .seconds(1))
        clock.advance(by: .seconds(2))
        #expect(fired.elements == [])
    }
}
