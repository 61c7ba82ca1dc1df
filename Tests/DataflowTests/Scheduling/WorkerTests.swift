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

    @Test(
        "Whoever first awaits something outside sees to it that a worker is free before the next step", arguments: 0...1
    )
    func spare(caller: Int) async {
        let (scheduler, called) = (Scheduler(width: 3), Locked<[Int]>([]))
        let worker = scheduler.workers[caller]
        // Those that were started before are inside of closures.
        for _ in 0..<caller {
            scheduler.workerStarted()
            _ = scheduler.nextHelper()
        }
        let (node, cell) = node(scheduler) { cell, count in
            if count == 1 {
                cell.beginExternal()
                return .again()
            }
            #expect(called { $0 } == [caller + 1])
            cell.endExternal(worker.handle)
            return .ended
        }
        cell.notify(worker.handle)
        await worker.run { helper in called { $0.append(helper.index) } }
        #expect(called { $0 } == [caller + 1])
        withExtendedLifetime(node) {}
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
        await scheduler.workers[0].run { _ in called.add() }
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
