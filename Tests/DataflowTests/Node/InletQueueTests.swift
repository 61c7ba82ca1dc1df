import DataflowProbes
import Testing

@testable import Dataflow

@Suite("InletQueue")
struct InletQueueTests {
    private typealias Queue = InletQueue<Int, String>

    private func take(_ queue: inout Queue, _ limit: Int, _ taken: inout [Int]) -> [String] {
        queue.take(limit) { taken.append($0) }
    }

    @Test("It holds its capacity and refuses more")
    func capacity() {
        var queue = Queue(capacity: 2)
        #expect(queue.offer(1) == true)
        #expect(queue.offer(2) == true)
        #expect(queue.offer(3) == false)
        #expect(queue.count == 2)
    }

    @Test("O1 Senders that wait are served in order, before later offers")
    func senders() {
        var queue = Queue(capacity: 1)
        #expect(queue.offer(1) == true)
        queue.wait(queue.reserveID(), "a", 2)
        queue.wait(queue.reserveID(), "b", 3)
        var taken: [Int] = []
        #expect(take(&queue, 1, &taken) == ["a"])
        #expect(queue.offer(9) == false)
        #expect(take(&queue, 5, &taken) == ["b"])
        #expect(taken == [1, 2, 3])
        #expect(queue.isEmpty)
        #expect(queue.offer(4) == true)
    }

    @Test("A sender that gives up leaves the line, once")
    func withdraw() {
        var queue = Queue(capacity: 1)
        #expect(queue.offer(1) == true)
        let (first, second) = (queue.reserveID(), queue.reserveID())
        queue.wait(first, "a", 2)
        queue.wait(second, "b", 3)
        #expect(queue.withdraw(first)?.sender == "a")
        #expect(queue.withdraw(first) == nil)
        var taken: [Int] = []
        #expect(take(&queue, 9, &taken) == ["b"])
        #expect(taken == [1, 3])
        #expect(queue.withdraw(second) == nil)
    }

    @Test("C1 Closing keeps what was accepted and gives back who waited; the first closing stays")
    func close() {
        var queue = Queue(capacity: 1)
        #expect(queue.offer(1) == true)
        queue.wait(queue.reserveID(), "a", 2)
        #expect(queue.close(.finished).map(\.sender) == ["a"])
        #expect(queue.close(.failed(Boom())).isEmpty)
        guard case .finished? = queue.closing else {
            Issue.record("the second closing won")
            return
        }
        #expect(queue.offer(3) == false)
        var taken: [Int] = []
        #expect(take(&queue, 9, &taken) == [])
        #expect(taken == [1])
        #expect(queue.isEmpty)
    }

    @Test("It takes no more than asked")
    func limit() {
        var queue = Queue(capacity: 8)
        for number in 0..<5 { #expect(queue.offer(number) == true) }
        var taken: [Int] = []
        _ = queue.take(2) { taken.append($0) }
        #expect(taken == [0, 1])
        #expect(queue.discard().count == 3)
        #expect(queue.isEmpty)
    }
}
