import Testing

@testable import Dataflow

@Suite("KeyQueue")
struct KeyQueueTests {
    @Test("one element of each key is in work at a time; an answer makes the key's next one ready")
    func order() {
        var queue = KeyQueue<Int> { $0 % 3 }
        #expect([3, 4, 6, 9, 7].enumerated().map { queue.admit($1, $0) } == [true, true, false, false, false])
        #expect(queue.count == 3)
        queue.answered(0)
        #expect(queue.ready.popFirst()! == (6, 2))
        queue.answered(2)
        queue.answered(1)
        #expect(queue.ready.popFirst()! == (9, 3))
        #expect(queue.ready.popFirst()! == (7, 4))
        queue.answered(4)
        queue.answered(3)
        #expect(queue.count == 0 && queue.lines.isEmpty && queue.keys.isEmpty)
    }

    @Test("of keys that are done nothing is left")
    func freed() {
        var queue = KeyQueue<Int> { $0 }
        for ticket in 0..<10_000 {
            #expect(queue.admit(ticket / 2, ticket) == (ticket % 2 == 0))
            if ticket % 2 == 1 {
                queue.answered(ticket - 1)
                #expect(queue.ready.popFirst()! == (ticket / 2, ticket))
                queue.answered(ticket)
            }
            #expect(queue.waiting.slots.count <= 1 && queue.lines.count <= 1)
        }
    }
}
