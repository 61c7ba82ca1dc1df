import DataflowProbes
import Dispatch
import Testing

@testable import Dataflow

@Suite("Lane", .rounds, .timeLimit(.minutes(5)))
struct LaneTests {
    private let bench = Bench()

    private func lane() -> Lane { Lane(scheduler: bench.scheduler, of: bench.cell()) }

    /// A worker's step of what is queued, on a thread of its own: the task may block one of the pool's.
    private func step(_ cell: ScheduleCell) async -> Step {
        let bench = bench
        return await withCheckedContinuation { continuation in
            DispatchQueue(label: "a worker").async {
                let step = cell.step(by: bench.scheduler.workers[0], bench.scheduler, budget: 16)
                if cell.settle(step.outcome) { bench.scheduler.queue(CellReference(cell), from: nil) }
                continuation.resume(returning: step)
            }
        }
    }

    @Test("P5 Only the task itself runs in the lane; its child tasks run in the app's pool, however busy the lane is")
    func children() async throws {
        let (lane, scheduler) = (lane(), bench.scheduler)
        let (places, isChildDone) = (Locked<[String: Bool]>([:]), Locked(false))
        lane.start {
            places { $0["task"] = CurrentWorker.of(scheduler) != nil }
            async let child: Void = {
                places { $0["child"] = CurrentWorker.of(scheduler) != nil }
                isChildDone { $0 = true }
            }()
            // The lane is busy until the child has run.
            while !isChildDone({ $0 }) {}
            await child
        }
        #expect(bench.nextQueued() === lane)
        while await step(lane).outcome != .ended {}
        #expect(places { $0 } == ["task": true, "child": false])
    }

    @Test("P1 Cancelling a lane reaches the closure that it is in, whatever its worker does")
    func cancelled() async throws {
        let (lane, hasBegun) = (lane(), Locked(false))
        lane.start {
            hasBegun { $0 = true }
            while !Task.isCancelled {}
        }
        async let outcome = step(lane).outcome
        await settle { hasBegun { $0 } }
        lane.cancel()
        #expect(await outcome == .ended)
    }

    @Test("P1 A lane that was cancelled before its task began begins cancelled")
    func cancelledBefore() async throws {
        let (lane, wasCancelled) = (lane(), Locked(false))
        lane.cancel()
        lane.start { wasCancelled { $0 = Task.isCancelled } }
        #expect(await step(lane).outcome == .ended)
        #expect(wasCancelled { $0 })
    }

    @Test("P6 What a lane's task wakes waits where other workers can take it")
    func wakes() async throws {
        let (lane, cell, scheduler) = (lane(), bench.cell(), bench.scheduler)
        lane.start { cell.notify(CurrentWorker.of(scheduler)) }
        _ = await step(lane)
        #expect(scheduler.workers[0].queue.pop()?.value === cell)
    }
}

@Suite("Lane register")
struct LaneRegisterTests {
    private let bench = Bench()
    private var register: LaneRegister { bench.scheduler.lanes }

    @Test("P1 Cancelling one node's tasks leaves those of others")
    func oneNode() {
        let (first, second) = (bench.cell(), bench.cell())
        let lanes = [first, first, second].map { Lane(scheduler: bench.scheduler, of: $0) }
        for lane in lanes { register.add(lane) }
        register.cancel(of: first)
        #expect(lanes.map(\.wasCancelled) == [true, true, false])
    }

    @Test("P1 A task that starts after the run was cancelled is cancelled", arguments: [false, true])
    func late(isSource: Bool) {
        register.cancelAll()
        let lane = Lane(scheduler: bench.scheduler, of: bench.cell(), isSource: isSource)
        register.add(lane)
        #expect(lane.wasCancelled)
    }

    @Test("D4 Draining cancels the tasks of sources, also of those that start later, and no others")
    func draining() {
        let lanes = [true, false, true].map { Lane(scheduler: bench.scheduler, of: bench.cell(), isSource: $0) }
        for lane in lanes.prefix(2) { register.add(lane) }
        register.cancelSources()
        register.add(lanes[2])
        #expect(lanes.map(\.wasCancelled) == [true, false, true])
    }

    @Test("P17 Lanes that have ended are forgotten, in any order", arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
    func forgotten(order: [Int]) {
        let node = bench.cell()
        let lanes = (0..<3).map { _ in Lane(scheduler: bench.scheduler, of: node) }
        for lane in lanes { register.add(lane) }
        for index in order.prefix(2) { register.remove(lanes[index]) }
        register.cancel(of: node)
        #expect(lanes.indices.filter { lanes[$0].wasCancelled } == [order[2]])
        register.remove(lanes[order[2]])
        let late = Lane(scheduler: bench.scheduler, of: node)
        register.add(late)
        register.cancel(of: node)
        #expect(late.wasCancelled)
    }
}
