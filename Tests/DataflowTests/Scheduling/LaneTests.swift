import DataflowProbes
import Dispatch
import Testing

@testable import Dataflow

@Suite("Lane", .timeLimit(.minutes(1)))
struct LaneTests {
    private let bench = Bench()

    /// A worker's step of what is queued.
    private func step(_ cell: ScheduleCell) -> Step {
        let worker = bench.scheduler.workers[0]
        return CurrentWorker.stepping(worker) {
            let step = cell.step(by: worker, bench.scheduler, budget: 16)
            if cell.settle(step.outcome) { bench.scheduler.queue(CellReference(cell), from: nil) }
            return step
        }
    }

    @Test("X3 A lane whose task ends in the app's own pool is stepped once more")
    func endsElsewhere() async throws {
        let lane = Lane(scheduler: bench.scheduler)
        let hasLeft = Locked(false)
        lane.start {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    // In the lane: what it leaves behind there sends the task's own next job to the pool.
                    Task(executorPreference: lane) {}
                }
                await group.next()
                while !hasLeft({ $0 }) {}
            }
        }
        #expect(bench.nextQueued() === lane)
        // On a thread of its own: the task blocks one of the pool's.
        let first = await withCheckedContinuation { continuation in
            DispatchQueue(label: "a worker").async { continuation.resume(returning: step(lane).outcome) }
        }
        #expect(first == .waiting)
        hasLeft { $0 = true }
        let bench = bench
        try await within("a lane that has ended elsewhere", seconds: 20) {
            await settle { bench.nextQueued() === lane }
        }
        #expect(step(lane).outcome == .ended)
    }
}
