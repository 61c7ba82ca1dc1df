import DataflowProbes
import Testing

@testable import Dataflow

@Suite("Pace")
struct PaceTests {
    private let pace = PaceOnBench()

    @Test("A node that used its budget quickly may handle twice as many elements, up to a limit")
    func grows() {
        #expect(pace.stepped(1, 1) == 2)
        #expect(pace.stepped(2, 2) == 4)
        #expect(pace.stepped(Pace.largestBudget, Pace.largestBudget) == Pace.largestBudget)
        pace.pass(Pace.short)
        #expect(pace.stepped(4, 4) == 4)
    }

    @Test("A node that took long may handle half as many elements, but always one")
    func shrinks() {
        for (budget, next) in [(8, 4), (3, 1), (1, 1)] {
            pace.pass(Pace.long + 1)
            #expect(pace.stepped(budget, budget) == next)
        }
        pace.pass(Pace.long)
        #expect(pace.stepped(8, 8) == 8)
    }

    @Test("P3 After an interrupted step that took long a node learns its budget anew; after a short one it keeps it")
    func interrupted() {
        pace.pass(Pace.long + 1)
        #expect(pace.stepped(3, 256, wasInterrupted: true) == 1)
        pace.pass(Pace.long)
        #expect(pace.stepped(3, 256, wasInterrupted: true) == 256)
    }

    @Test("The clock is read when a budget was used, and after some steps at the latest")
    func looks() {
        for _ in 1..<Pace.stepsPerLook {
            #expect(pace.stepped(0, 1) == 1)
            #expect(!pace.hasJustLooked)
        }
        #expect(pace.stepped(0, 1) == 1)
        #expect(pace.hasJustLooked)
        _ = pace.stepped(0, 1)
        #expect(!pace.hasJustLooked)
        _ = pace.stepped(1, 1)
        #expect(pace.hasJustLooked)
    }

    @Test("The queues get a turn after each look at the clock, but never two in a row")
    func turns() {
        for _ in 1..<Pace.stepsPerLook {
            _ = pace.stepped(0, 1)
            #expect(!pace.isQueuesTurn)
        }
        for isQueuesTurn in [true, false, true] {
            _ = pace.stepped(1, 1)
            #expect(pace.isQueuesTurn == isQueuesTurn)
        }
        _ = pace.stepped(0, 1)
        #expect(!pace.isQueuesTurn)
    }

    @Test("A worker lets the app's other tasks run once after each slice")
    func slices() {
        for _ in 0..<2 {
            pace.pass(Pace.slice)
            _ = pace.stepped(1, 1)
            #expect(!pace.isSliceOver())
            pace.pass(1)
            _ = pace.stepped(1, 1)
            #expect(pace.isSliceOver())
            #expect(!pace.isSliceOver())
        }
    }

    @Test("Help is called for heavy steps and long queues, not for light work, and not all the time")
    func helps() {
        pace.pass(Pace.heavyStep)
        _ = pace.stepped(1, 1)
        #expect(!pace.isOverloaded(by: 1))
        #expect(!pace.sharesWork)
        #expect(pace.isOverloaded(by: Int(Pace.longQueue / Pace.heavyStep) + 1))
        pace.pass(Pace.heavyStep + 1)
        _ = pace.stepped(1, 1)
        #expect(!pace.isOverloaded(by: 0))
        #expect(pace.isOverloaded(by: 1))
        #expect(pace.sharesWork)
        #expect(!pace.mayCallHelp())
        pace.pass(Pace.callInterval)
        _ = pace.stepped(1, 1)
        #expect(pace.mayCallHelp())
        #expect(!pace.mayCallHelp())
        pace.pass(Pace.sharing)
        _ = pace.stepped(1, 1)
        #expect(!pace.sharesWork)
    }
}

/// A pace whose clock stands still until the test moves it.
private final class PaceOnBench {
    /// In nanoseconds.
    private let time: Locked<Int64>
    private var pace: Pace

    init() {
        let time = Locked<Int64>(0)
        self.time = time
        pace = Pace(now: 0) { time { $0 } }
    }

    func pass(_ nanoseconds: Int64) { time { $0 += nanoseconds } }
    func stepped(_ count: Int, _ budget: Int, wasInterrupted: Bool = false) -> Int {
        pace.stepped(count, budget, wasInterrupted: wasInterrupted)
    }
    func isOverloaded(by waiting: Int) -> Bool { pace.isOverloaded(by: waiting) }
    func mayCallHelp() -> Bool { pace.mayCallHelp() }
    func isSliceOver() -> Bool { pace.isSliceOver() }
    var isQueuesTurn: Bool { pace.isQueuesTurn }
    var hasJustLooked: Bool { pace.hasJustLooked }
    var sharesWork: Bool { pace.sharesWork }

    @Test("The slice of a worker on a lent thread began when the thread was lent, also if the worker waited since")
    func lent() {
        var now: Int64 = 1_000_000
        var pace = Pace(now: now, lentSince: now - Pace.slice) { now }
        #expect(pace.isLent)
        #expect(pace.age == Pace.slice)
        now += 1
        _ = pace.stepped(1, 1)
        let isOver = pace.isSliceOver()
        #expect(isOver)
        pace.giveBackThread()
        #expect(!pace.isLent)
    }
}
