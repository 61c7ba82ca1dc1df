import DataflowProbes
import Testing

@testable import Dataflow

@Suite("Worker")
struct WorkerTests {
    @Test("S3 A worker that always has work at hand still serves external cells")
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

    @Test("A worker calls for help for external cells that wait behind a slow step")
    func injected() async {
        let (scheduler, called) = (Scheduler(width: 2), Counter())
        let (late, lateCell) = node(scheduler) { _, _ in .ended }
        let (slow, slowCell) = node(scheduler) { _, count in
            if count == 2 { return .ended }
            lateCell.notify(nil)
            let end = Monotonic.now() + 4 * Pace.callInterval
            while Monotonic.now() < end {}
            return .again(1)
        }
        slowCell.notify(scheduler.workers[0].handle)
        scheduler.startHelper = {
            called.add()
            return true
        }
        await scheduler.workers[0].run()
        #expect(called.value == 1)
        withExtendedLifetime((late, slow)) {}
    }

    /// A node that is told which of its steps it makes, the first being 1.
    private func node(
        _ scheduler: Scheduler, step: @escaping @Sendable (ScheduleCell, Int) -> Step
    ) -> (Node, NodeCell) {
        let (cell, counted) = (NodeCell(scheduler: scheduler), Counter())
        scheduler.expect(nodes: 1)
        let node = Node { [unowned cell] _ in
            counted.add()
            return step(cell, counted.value)
        }
        node.join(cell)
        return (node, cell)
    }
}
