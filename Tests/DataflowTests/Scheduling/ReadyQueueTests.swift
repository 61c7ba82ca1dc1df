import Testing

@testable import Dataflow

@Suite("ReadyQueue")
struct ReadyQueueTests {
    @Test("Cells leave in the order they came, also while the queue grows")
    func order() {
        let bench = Bench()
        let cells = (0..<300).map { _ in bench.cell() }
        let queue = ReadyQueue()
        var (pushed, popped) = (0, 0)
        for round in 0..<400 {
            for _ in 0..<(round < 150 ? 2 : 0) {
                queue.push(CellReference(cells[pushed]))
                pushed += 1
            }
            if let cell = queue.pop() {
                #expect(cell.value === cells[popped])
                popped += 1
            }
            #expect(queue.isEmpty == (pushed == popped))
        }
        #expect(popped == 300)
        #expect(queue.isEmpty)
        #expect(queue.pop() == nil)
    }
}
