import Testing

@testable import Dataflow

@Suite("Fifo")
struct FifoTests {
    @Test("Elements leave in the order they came, also when the ring grows while it is wrapped around")
    func order() {
        var fifo = Fifo<Int>(minimumCapacity: 3)
        var expected: [Int] = []
        var next = 0
        for round in 0..<200 {
            for _ in 0..<(round % 7) {
                fifo.append(next)
                expected.append(next)
                next += 1
            }
            for _ in 0..<min(expected.count, round % 5) { #expect(fifo.popFirst() == expected.removeFirst()) }
            #expect(fifo.count == expected.count)
            #expect(fifo.isEmpty == expected.isEmpty)
        }
        while let element = fifo.popFirst() { #expect(element == expected.removeFirst()) }
        #expect(expected.isEmpty)
    }

    @Test("An empty one gives nil, as often as it is asked")
    func empty() {
        var fifo = Fifo<Int>()
        #expect(fifo.popFirst() == nil)
        fifo.append(1)
        #expect(fifo.popFirst() == 1)
        #expect(fifo.popFirst() == nil)
        #expect(fifo.popFirst() == nil)
    }

    @Test("What leaves and what is removed is let go of at once")
    func letsGo() {
        final class Box {}
        var fifo = Fifo<Box>()
        weak var popped: Box?
        weak var removed: Box?
        do {
            let (first, second) = (Box(), Box())
            (popped, removed) = (first, second)
            fifo.append(first)
            fifo.append(second)
        }
        _ = fifo.popFirst()
        #expect(popped == nil)
        #expect(removed != nil)
        fifo.removeAll()
        #expect(removed == nil)
        #expect(fifo.isEmpty)
    }

    @Test("A large minimum is no reservation", arguments: [1 << 20, Int.max])
    func minimum(capacity: Int) {
        var fifo = Fifo<Int>(minimumCapacity: capacity)
        #expect(fifo.slots.count <= 1 << 16)
        for number in 0..<70_000 { fifo.append(number) }
        #expect(fifo.count == 70_000)
        #expect(fifo.popFirst() == 0)
    }
}
