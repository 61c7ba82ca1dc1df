import DataflowProbes
import Testing

@testable import Dataflow

@Suite("Timers that move")
struct TimekeeperMovingTests {
    private let clock = HandClock()
    private let timekeeper: Timekeeper
    private let fired = DataflowTests.Recorder<String>()

    init() {
        timekeeper = Timekeeper(EngineClock(clock))
    }

    private func schedule(_ name: String, at second: Int) throws -> TimerID {
        let id = timekeeper.schedule(at: .seconds(second)) { [fired] in fired.record(name) }
        return try #require(id)
    }

    private func pass(_ seconds: Int) {
        for _ in 0..<seconds {
            clock.advance(by: .seconds(1))
            clock.ring()
        }
    }

    @Test("T1 A timer that is moved comes once, at its last moment, earlier or later")
    func moved() async throws {
        let (early, late) = (try schedule("early", at: 5), try schedule("late", at: 2))
        #expect(timekeeper.move(early, to: .seconds(1)))
        #expect(timekeeper.move(late, to: .seconds(4)))
        #expect(timekeeper.pendingCount == 2)
        pass(3)
        #expect(fired.elements == ["early"])
        #expect(!timekeeper.move(early, to: .seconds(9)), "it has come")
        pass(10)
        #expect(fired.elements == ["early", "late"])
        #expect(timekeeper.pendingCount == 0)
        await timekeeper.stop()
    }

    @Test("T1 A timer that is cancelled never comes, and lets go of what it holds")
    func cancelled() async throws {
        final class Box: Sendable {}
        weak var held: Box?
        let id: TimerID?
        do {
            let box = Box()
            held = box
            id = timekeeper.schedule(at: .seconds(1)) { [fired] in fired.record("\(box)") }
        }
        #expect(held != nil)
        timekeeper.cancel(try #require(id))
        #expect(held == nil)
        timekeeper.cancel(try #require(id))
        pass(2)
        #expect(fired.elements == [])
        await timekeeper.stop()
    }

    @Test("A deadline that gets earlier with every element sets few sleepers, not one an element")
    func fewSleepers() async throws {
        let id = try schedule("one", at: 100_000)
        for second in (1..<100_000).reversed() { #expect(timekeeper.move(id, to: .seconds(second))) }
        #expect(clock.alarmCount < 40)
        pass(1)
        #expect(fired.elements == ["one"])
        await timekeeper.stop()
    }
}
