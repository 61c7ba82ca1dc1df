import DataflowProbes
import Testing

@testable import Dataflow

@Suite("DueQueue")
struct DueQueueTests {
    @Test("numbers leave in the order of their moments, equal ones as they came", arguments: 0..<50)
    func order(seed: Int) {
        var random = SeededRandom(seed)
        var queue = DueQueue()
        var list: [(moment: Int, number: Int)] = []
        for number in 0..<200 {
            if random.upTo(3) == 0, let first = list.map(\.moment).min() {
                #expect(queue.earliest == Moment(first))
                #expect(queue.popFirst() == list.remove(at: list.firstIndex { $0.moment == first }!).number)
            } else {
                let moment = random.upTo(20)
                queue.insert(number, at: Moment(moment))
                list.append((moment, number))
            }
        }
        #expect(queue.heap.count == list.count)
    }
}
