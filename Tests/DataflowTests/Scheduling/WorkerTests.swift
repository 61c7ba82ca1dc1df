import Dataflow
import DataflowProbes
import Testing

@Suite("Worker")
struct WorkerTests {
    @Test("S3 A worker that always has work at hand still serves what comes in from outside")
    func outside() async throws {
        let (hand, seen) = (HandSource<Int>(), Counter())
        let graph = Graph {
            Flow<Int>.counting().capacity(1).ignore()
            hand.flow().forEach { _ in seen.add() }
        }
        let outcome = try await graph.outcome("a busy worker", parallelism: 1) { run in
            // The first may still be met by the inlet's first step; those after it find its node waiting.
            for number in 1...4 {
                try await hand.send(number)
                await settle { seen.value == number }
            }
            run.cancel()
        }
        #expect(outcome.wasCancelled)
        #expect(seen.value == 4)
    }
}
