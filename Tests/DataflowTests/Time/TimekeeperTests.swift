import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("Timekeeper")
struct TimekeeperTests {
    @Test("T1 An earlier moment does not wait for a later one that was set before, and each comes once")
    func overtaking() async {
        let clock = TestClock()
        let timekeeper = Timekeeper(EngineClock(clock))
        let fired = Recorder<String>()
        timekeeper.schedule(at: .seconds(5)) { fired.record("late") }
        timekeeper.schedule(at: .seconds(1)) { fired.record("early") }
        clock.advance(by: .seconds(1))
        #expect(fired.elements == ["early"])
        clock.advance(by: .seconds(4))
        #expect(fired.elements == ["early", "late"])
        await timekeeper.stop()
    }

    @Test("T1 After the stop no moment comes")
    func stopped() async {
        let clock = TestClock()
        let timekeeper = Timekeeper(EngineClock(clock))
        let fired = Recorder<String>()
        timekeeper.schedule(at: .seconds(1)) { fired.record("before") }
        await timekeeper.stop()
        timekeeper.schedule(at: .seconds(1)) { fired.record("after") }
        clock.advance(by: .seconds(2))
        #expect(fired.elements == [])
    }
}
