import struct Synchronization.AtomicLoadOrdering
import Testing

@testable import Dataflow

/// Real workers, which step a node and park, and somebody outside who makes it ready.
struct SchedulerScene: Sendable {
    var workers = 1
    /// How often the node is notified from outside.
    var notifications = 1
    /// Whether the node wants one more notification than will come: then the run must find out that it is at rest.
    var isStalling = false
    /// Whether somebody cancels the run.
    var isCancelled = false
    /// Whether who notifies lends the thread, if no worker is awake.
    var isLending = false
    /// Looks for news in a relaxed order: a planted bug.
    var looksRelaxed = false
    /// Gives up the claim that something outside is awaited before it has notified: a planted bug.
    var endsOutsideFirst = false

    var scene: Scene {
        Scene(name: "scheduler") { stage in Play(self, stage).cast }
    }

    private final class Play: @unchecked Sendable {
        // SAFETY: of the participants one at a time runs.
        private let plan: SchedulerScene
        private let stage: Stage
        private let scheduler: Scheduler
        private let cell: NodeCell
        private var node: Node!
        private let news: Counter
        private var rests = 0
        private let crew: Crew
        private let cancels: Counter
        private let cancelsObject: Int
        private var hasCancelled = false

        init(_ plan: SchedulerScene, _ stage: Stage) {
            self.plan = plan
            self.stage = stage
            news = Counter()
            cancels = Counter()
            cancelsObject = stage.newestObject
            let lending = Lending(quick: .max)
            if plan.isLending { for _ in 0..<Lending.enough { lending.note(0) } }
            scheduler = Scheduler(width: plan.workers, lending: lending)
            cell = NodeCell(scheduler: scheduler)
            crew = Crew(stage, scheduler)
            let (news, cell) = (news, cell)
            let total = plan.notifications + (plan.isStalling ? 1 : 0)
            let order: AtomicLoadOrdering = plan.looksRelaxed ? .relaxed : .sequentiallyConsistent
            node = Node { turn in
                if turn.phase == .cancelled || news.value.load(ordering: order) == total { return .ended }
                return .wait(.external)
            }
            node.join(cell)
            scheduler.expect(nodes: 1)
            scheduler.sweep = { cell.notify($0.handle) }
            scheduler.atRest = { [unowned self] _ in rest() }
            for _ in 0..<plan.notifications { cell.beginExternal() }
            cell.notify(scheduler.workers[0].handle)
        }

        var cast: Cast {
            var participants = crew.participants
            participants.append(Cast.Participant(name: "outside", body: notify))
            if plan.isCancelled {
                participants.append(Cast.Participant(name: "canceller", body: cancel))
            }
            return Cast(participants: participants, verify: verify)
        }

        private func notify() {
            for _ in 0..<plan.notifications {
                news.value.add(1, ordering: .sequentiallyConsistent)
                if plan.endsOutsideFirst { cell.endExternal(nil) }
                scheduler.lend(from: nil) { worker in
                    cell.notify(worker)
                    if !plan.endsOutsideFirst { cell.endExternal(worker) }
                }
            }
        }

        private func cancel() {
            scheduler.advance(to: .cancelled)
            hasCancelled = true
            cancels.value.add(1, ordering: .acquiringAndReleasing)
        }

        /// What a run does that has stalled.
        private func rest() -> Bool {
            rests += 1
            if plan.isCancelled, scheduler.phase == .cancelled { return restWhenCancelled() }
            if !plan.isStalling { stage.complain("taken for at rest while something can move") }
            return scheduler.advance(to: .cancelled)
        }

        /// Somebody has moved the phase, and perhaps has yet to say that the nodes must be told.
        private func restWhenCancelled() -> Bool {
            if !hasCancelled { _ = stage.awaitNews(of: cancelsObject) }
            if hasCancelled, !scheduler.isSweepDue, !cell.hasEnded {
                stage.complain("every node was told of the cancellation, and one that has not ended is idle")
            }
            // Lets the play come to its end.
            cell.notify(scheduler.workers[0].handle)
            return true
        }

        private func verify() -> [String] {
            scheduler.dismantle()
            var problems: [String] = []
            if !cell.hasEnded { problems.append("the node has not ended") }
            if plan.isStalling, !plan.isCancelled, rests != 1 { problems.append("at rest \(rests) times") }
            return problems
        }
    }
}

extension Interleavings {
    @Suite("Scheduler")
    struct SchedulerTests {
        @Test(
            "No worker stays parked while a node is ready, and a run is at rest only when nothing can move",
            arguments: [
                SchedulerScene(), SchedulerScene(isStalling: true), SchedulerScene(notifications: 2),
                SchedulerScene(isCancelled: true),
                SchedulerScene(isLending: true), SchedulerScene(notifications: 2, isLending: true),
                SchedulerScene(isStalling: true, isLending: true), SchedulerScene(isCancelled: true, isLending: true),
                SchedulerScene(workers: 2, isLending: true),
                SchedulerScene(workers: 2), SchedulerScene(workers: 2, isStalling: true),
                SchedulerScene(workers: 2, isStalling: true, isCancelled: true),
            ])
        func sound(plan: SchedulerScene) {
            plan.scene.explore(plan.workers == 1 || Extent.isFull && !plan.isCancelled ? .reduced : .bounded(1)).check(
                "scheduler, \(plan.workers) workers, \(plan.notifications) notifications"
                    + (plan.isStalling ? ", stalling" : "") + (plan.isCancelled ? ", cancelled" : "")
                    + (plan.isLending ? ", lent" : ""))
        }

        @Test("An external wait that is given up too early is found")
        func planted() throws {
            let found = SchedulerScene(endsOutsideFirst: true).scene.explore()
            let failure = try #require(found.failure)
            print("interleavings: early endExternal found in number \(found.interleavings): \(failure.problems)")
            #expect(failure.problems.first == "taken for at rest while something can move")
        }
    }
}
