import Testing

@testable import Dataflow

@Suite("TimerQueue")
struct TimerQueueTests {
    @Test("T1 The earliest comes first; of two equal ones the one set first")
    func order() {
        var queue = TimerQueue<String>()
        for (millisecond, action) in [(5, "e"), (1, "a"), (3, "c"), (1, "b"), (3, "d"), (9, "f")] {
            _ = queue.insert(.milliseconds(millisecond), action)
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
        for number in numbers { _ = queue.insert(.milliseconds(number), number) }
        #expect(queue.popDue(now: .seconds(2)) == Array(0..<1_000))
    }

    @Test("T1 Timers that are set, moved and taken out at random come out as a sorted list says")
    func model() {
        var queue = TimerQueue<Int>()
        var model: [(id: TimerID, deadline: Int, order: Int, action: Int)] = []
        var (state, order): (UInt64, Int) = (7, 0)
        func draw(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for number in 0..<5_000 {
            order += 1
            let deadline = draw(50)
            switch draw(4) {
            case 0 where !model.isEmpty:
                let index = draw(model.count)
                let isMoved = queue.move(model[index].id, to: .seconds(deadline))
                #expect(isMoved)
                (model[index].deadline, model[index].order) = (deadline, order)
            case 1 where !model.isEmpty:
                let entry = model.remove(at: draw(model.count))
                let (removed, isMoved) = (queue.remove(entry.id), queue.move(entry.id, to: .zero))
                #expect(removed == entry.action && !isMoved)
            case 2 where number % 10 == 0:
                let due = model.filter { $0.deadline <= deadline }
                model.removeAll { $0.deadline <= deadline }
                let sorted = due.sorted { ($0.deadline, $0.order) < ($1.deadline, $1.order) }
                let popped = queue.popDue(now: .seconds(deadline))
                #expect(popped == sorted.map(\.action))
            default:
                model.append((queue.insert(.seconds(deadline), number), deadline, order, number))
            }
            #expect(queue.count == model.count)
            #expect(queue.earliest == model.map(\.deadline).min().map { .seconds($0) })
        }
    }
}
