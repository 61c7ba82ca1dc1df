import Dataflow
import DataflowProbes
import Testing

@Suite("Turns of nodes")
struct FairnessTests {
    @Test("A node that was just woken gets its turn although slow nodes before it always have more to do")
    func wokenLast() async throws {
        let ticks = Flow.unfold(0) { (number: inout Int) -> Slow? in
            number = busy(number)
            return Slow()
        }
        // A buffer that drops never holds its source up.
        let flow = ticks.buffer(1, overflow: .dropOldest).map { _ in 1 }.prefix(5)
        let count = try await within("five elements", seconds: 10) { try await flow.count().run(parallelism: 1) }
        #expect(count == 5)
    }
}

/// Takes long to drop.
private final class Slow: Sendable {
    deinit { _ = busy(1) }
}

/// Takes longer than a step should, so that a node is given one element a step.
private func busy(_ seed: Int) -> Int {
    (0..<20_000).reduce(seed) { ($0 &* 31 &+ $1) & 0xFFFF }
}
