import Testing

@testable import Dataflow

@Suite("TimerQueue")
struct TimerQueueTests {
    @Test("T1 The earliest comes first; of two equal ones the one set first")
    func order() {
        var queue = TimerQueue<String>()
        for (millisecond, action) in [(5, "e"), (1, "a"), (3, "c"), (1, "b"), (3, "d"), (9, "f")] {
            queue.insert(.milliseconds(millisecond), action)
        }
        #expect(queue.earliest == .milliseconds(1))
        #expect(queue.popDue(now: .zero) == [])
        #expect(queue.popDue(now: .milliseconds(4)) == ["a", "b", "c", "d"])
        #expect(queue.earliest == .milliseconds(5))
        #expect(queue.popDue(now: .milliseconds(9)) == ["e", "f"])
        #expect(queue.earliest == nil)
    }

    @Test("T1 A thousand timers come out sorted")
    func sorted() {
        var queue = TimerQueue<Int>()
        var numbers = Array(0..<1_000)
        var state: UInt64 = 42
        for index in numbers.indices.reversed() {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            numbers.swapAt(index, Int(state >> 33) % (index + 1))
        }
        for number in numbers { queue.insert(.milliseconds(number), number) }
        #expect(queue.popDue(now: .seconds(2)) == Array(0..<1_000))
    }
}
