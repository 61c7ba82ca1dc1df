import DataflowProbes
import Testing

@testable import Dataflow

@Suite("Lending")
struct LendingTests {
    private actor Somebody {}

    /// Lets the worker that waits go on in the app's pool, and counts.
    private final class CountingThread: WorkerThread {
        let resumed = Counter()
        let lentSince: Int64? = nil
        let priority: TaskPriority

        init(_ priority: TaskPriority = .background) { self.priority = priority }

        func resumeHere(_ sleeper: Suspension<Bool>) {
            resumed.add()
            sleeper.resume(returning: true)
        }
    }

    @Test("A run earns loans by slices that are quick, and loses them with the first that is not")
    func earned() {
        let lending = Lending(quick: 50)
        for _ in 1..<Lending.enough { lending.note(50) }
        #expect(!lending.isEarned)
        lending.note(0)
        #expect(lending.isEarned)
        lending.note(51)
        #expect(!lending.isEarned)
        for _ in 0..<Lending.enough { lending.note(1) }
        lending.lose()
        #expect(!lending.isEarned)
    }

    @Test("Elements that follow each other at once are left to the pool, unless a reader takes what comes of them")
    func bursts() {
        let lending = Lending()
        var now = Lending.burst
        func isWorthwhile(after gap: Int64) -> Bool {
            now += gap
            return lending.isWorthwhile(now: now)
        }
        for _ in 0..<Lending.mostUnpaid { #expect(isWorthwhile(after: Lending.burst - 1)) }
        #expect(!isWorthwhile(after: Lending.burst - 1))
        lending.repay()
        #expect(isWorthwhile(after: 1))
        for _ in 0..<Lending.mostUnpaid { _ = isWorthwhile(after: 1) }
        #expect(!isWorthwhile(after: 1))
        #expect(isWorthwhile(after: Lending.burst))
    }

    @Test("A thread is lent when the loan is earned and every worker waits")
    func lent() async {
        let (scheduler, thread) = (earning(), CountingThread())
        #expect(await lends(to: scheduler, thread, from: nil))
        #expect(thread.resumed.value == 1)
    }

    @Test("P18 No thread is lent that others wait for: an actor's, or one of a higher priority than the caller's")
    func promised() async {
        let thread = CountingThread()
        #expect(await !lends(to: earning(), thread, from: Somebody()))
        let urgent = CountingThread(TaskPriority(rawValue: 255))
        #expect(await !lends(to: earning(), urgent, from: nil))
        #expect(thread.resumed.value + urgent.resumed.value == 0)
    }

    @Test("P18 No thread is lent to a run that has not earned it, or whose closures await")
    func unearned() async {
        let thread = CountingThread()
        #expect(await !lends(to: Scheduler(width: 1), thread, from: nil))
        let scheduler = earning()
        scheduler.lanes.add(Lane(scheduler: scheduler, of: NodeCell(scheduler: scheduler)))
        #expect(await !lends(to: scheduler, thread, from: nil))
        #expect(thread.resumed.value == 0)
    }

    @Test("No thread is lent while a worker is awake: that one takes what comes in")
    func awake() {
        let (scheduler, thread) = (earning(), CountingThread())
        scheduler.workerStarted()
        unsafe scheduler.workers[0].thread = thread
        var worker: WorkerHandle?
        scheduler.lend(from: nil) { worker = $0 }
        #expect(worker == nil)
        #expect(thread.resumed.value == 0)
    }

    @Test("P18 A quick run at rest has handled an element when the send returns", .timeLimit(.minutes(5)))
    func handled() async throws {
        let (inlet, seen) = (Inlet<Int>(), Counter())
        let graph = Graph { Flow(inlet).map { $0 + 1 }.forEach { _ in seen.add() } }
        _ = try await graph.outcome("a send that lends") { run in
            // On a machine that is busy the run may lose the loan at any time.
            var isHandled = false
            while !isHandled {
                _ = await run.rest.wait()
                for _ in 0..<Lending.enough { run.execution.scheduler.lending.note(0) }
                let before = seen.value
                try await inlet.send(1)
                isHandled = seen.value == before + 1
            }
            inlet.finish()
            _ = try await run.value
        }
    }

    // MARK: -

    private func earning() -> Scheduler {
        let scheduler = Scheduler(width: 1)
        scheduler.expect(nodes: 1)
        for _ in 0..<Lending.enough { scheduler.lending.note(0) }
        return scheduler
    }

    /// Whether this thread is lent while the scheduler's worker waits.
    private func lends(to scheduler: Scheduler, _ thread: CountingThread, from actor: (any Actor)?) async -> Bool {
        scheduler.externalCount.add(1, ordering: .relaxed)
        scheduler.workerStarted()
        unsafe scheduler.workers[0].thread = thread
        async let verdict = scheduler.park(scheduler.workers[0])
        await settle { scheduler.parkedCount.load(ordering: .sequentiallyConsistent) == 1 }
        var isLent = false
        scheduler.lend(from: actor) { isLent = $0 != nil }
        scheduler.stop()
        _ = await verdict
        return isLent
    }
}
