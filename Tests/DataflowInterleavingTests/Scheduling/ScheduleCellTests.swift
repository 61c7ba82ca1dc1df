import struct Synchronization.AtomicLoadOrdering
import Testing

@testable import Dataflow

/// Notifiers from outside, workers that step what they find, and one node that has news to take.
struct ScheduleCellScene: Sendable {
    var notifiers = 2
    var workers = 1
    var newsEach = 1
    /// Looks for news after it has rested: a planted bug.
    var looksBeforeItBegins = false

    var scene: Scene {
        Scene(name: "cell") { stage in Play(self, stage).cast }
    }

    private final class Play: @unchecked Sendable {
        // SAFETY: of the participants one at a time runs.
        private let plan: ScheduleCellScene
        private let stage: Stage
        private let scheduler = Scheduler(width: 1)
        private let cell: NodeCell
        private var node: Node!
        private let queue: Int
        private let news = Counter()
        private var early = 0
        /// Touched in the node's steps: by one worker at a time, and each after the other.
        private let inside = Dataflow.UnsafeMutablePointer<Int>.allocate(capacity: 1)

        init(_ plan: ScheduleCellScene, _ stage: Stage) {
            self.plan = plan
            self.stage = stage
            let scheduler = scheduler
            cell = NodeCell(scheduler: scheduler)
            queue = stage.object { _ = scheduler.popInjected() }
            inside.initialize(to: 0)
            node = Node { [unowned self] _ in takeNews() }
            cell.node = .passUnretained(node)
        }

        deinit { inside.deallocate() }

        var cast: Cast {
            let notifiers = (0..<plan.notifiers).map { Cast.Participant(name: "notifier \($0)", body: notify) }
            let workers = (0..<plan.workers).map { Cast.Participant(name: "worker \($0)", body: work) }
            return Cast(participants: notifiers + workers, verify: verify)
        }

        private var total: Int { plan.notifiers * plan.newsEach }

        private func notify() {
            for _ in 0..<plan.newsEach {
                news.value.add(1, ordering: .sequentiallyConsistent)
                cell.notify(nil)
            }
        }

        private func work() {
            while !stage.isOver {
                if let found = scheduler.popInjected() {
                    while !step(found.value) {}
                } else if !stage.awaitNews(of: queue, isPatient: true) {
                    return
                }
            }
        }

        /// One step, as a worker makes it; false when the node must be stepped again.
        private func step(_ cell: ScheduleCell) -> Bool {
            if plan.looksBeforeItBegins { early = look() }
            let step = cell.step(by: scheduler.workers[0], scheduler, budget: 1)
            return !cell.settle(step.outcome)
        }

        private func takeNews() -> Step {
            let found = plan.looksBeforeItBegins ? early : look()
            inside.pointee = found
            return found == total ? .ended : .wait(.external)
        }

        /// In the order of all notifications and steps: who finds the cell scheduled does no more.
        private func look() -> Int { news.value.load(ordering: .sequentiallyConsistent) }

        private func verify() -> [String] {
            cell.hasEnded ? [] : ["\(inside.pointee) of \(total) news were seen"]
        }
    }
}

extension Interleavings {
    @Suite("ScheduleCell")
    struct ScheduleCellTests {
        @Test(
            "A node is in one step at a time, and hears of everything it was notified of",
            arguments: [
                ScheduleCellScene(notifiers: 2, workers: 1), ScheduleCellScene(notifiers: 1, workers: 1, newsEach: 3),
                ScheduleCellScene(notifiers: 1, workers: 2, newsEach: 2),
                ScheduleCellScene(notifiers: 2, workers: 2),
            ])
        func sound(plan: ScheduleCellScene) {
            plan.scene.explore(limit: 200_000).check(
                "cell, \(plan.notifiers) × \(plan.newsEach) notifications, \(plan.workers) workers")
        }

        @Test("A step that looks before it has begun loses a notification, and that is found")
        func planted() throws {
            let found = ScheduleCellScene(notifiers: 2, looksBeforeItBegins: true).scene.explore()
            let failure = try #require(found.failure)
            print("interleavings: early look found in number \(found.interleavings): \(failure.problems)")
            #expect(failure.problems == ["1 of 2 news were seen"])
        }
    }
}

/// An atomic that participants share.
final class Counter: Sendable {
    let value = Atomic<Int>(0)
}
