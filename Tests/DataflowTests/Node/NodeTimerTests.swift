import DataflowProbes
import Synchronization
import Testing

@testable import Dataflow

@Suite("NodeTimer")
struct NodeTimerTests {
    private let bench = Bench()
    private let clock = HandClock()
    private let timekeeper: Timekeeper
    private let cell: ScheduleCell

    init() {
        timekeeper = Timekeeper(EngineClock(clock))
        cell = bench.cell()
    }

    private var outside: Int { bench.scheduler.externalCount.load(ordering: .relaxed) }

    private func pass(_ duration: Duration) {
        clock.advance(by: duration)
        clock.ring()
    }

    @Test("T2 However often its deadline moves there is one timer, which counts once as external")
    func one() async {
        var timer = NodeTimer(timekeeper, cell)
        for second in Array(500...1_000) + (1...1_000).reversed() {
            timer.set(to: .seconds(second))
            #expect(timekeeper.pendingCount == 1)
            #expect(outside == 1)
        }
        pass(.seconds(1))
        #expect(bench.woken().contains { $0 === cell })
        #expect(outside == 0)
        await timekeeper.stop()
    }

    @Test("A timer that has fired is set anew, also for the same deadline: a clock may go back")
    func again() async {
        var timer = NodeTimer(timekeeper, cell)
        timer.set(to: .seconds(5))
        pass(.seconds(5))
        #expect(bench.woken().count == 1)
        clock.advance(by: .seconds(-1))
        timer.set(to: .seconds(5))
        #expect(timekeeper.pendingCount == 1)
        #expect(outside == 1)
        pass(.seconds(1))
        #expect(bench.woken().count == 1)
        #expect(outside == 0)
        await timekeeper.stop()
    }

    @Test("T2 A timer that is cancelled neither fires nor counts, and can be set again")
    func cancelled() async {
        var timer = NodeTimer(timekeeper, cell)
        timer.set(to: .seconds(1))
        timer.cancel()
        timer.cancel()
        #expect(timekeeper.pendingCount == 0)
        #expect(outside == 0)
        pass(.seconds(2))
        #expect(bench.woken().isEmpty)
        timer.set(to: .seconds(3))
        pass(.seconds(1))
        #expect(bench.woken().count == 1)
        await timekeeper.stop()
    }

    @Test("A timer that is set while it fires is not lost: its node looks again")
    func race() async {
        for _ in 0..<200 {
            var timer = NodeTimer(timekeeper, cell)
            timer.set(to: .seconds(1))
            async let firing: Void = pass(.seconds(1))
            // As a node's steps do: whoever was notified looks and sets its timer for what is still wanted.
            timer.set(to: .seconds(3_600))
            await firing
            if !bench.woken().isEmpty { timer.set(to: .seconds(3_600)) }
            #expect(timekeeper.pendingCount == 1)
            #expect(outside == 1)
            timer.cancel()
            clock.advance(by: .seconds(-1))
        }
        await timekeeper.stop()
    }
}
