@testable import Dataflow

/// A small scene of the engine's that is explored with what its memory orders allow.
struct WeakScene: Sendable, CustomStringConvertible {
    let name: String
    var preemptions = 1
    var staleReads = 1
    /// Whether it takes long: then a survey asks it only for what no other scene does.
    var isCostly = false
    let make: @Sendable () -> Scene

    var description: String { "\(name), up to \(preemptions) preemptions and \(staleReads) stale reads" }

    func explore(limit: Int = 500_000, orders: Orders = Orders()) -> Exploration {
        make().explore(.weak(preemptions: preemptions, staleReads: staleReads), limit: limit, orders: orders)
    }
}

// MARK: - All of them

extension WeakScene {
    static let all = parts + workers + runs

    /// Single parts of the engine, with participants in the place of workers.
    static let parts = [
        WeakScene(name: "lock", preemptions: 2, staleReads: 2) { Interleavings.LockTests.guarded(2, times: 2) },
        WeakScene(name: "cell, 2 notifiers", preemptions: 2, staleReads: 2) { ScheduleCellScene(notifiers: 2).scene },
        WeakScene(name: "cell, 2 workers", staleReads: 2) {
            ScheduleCellScene(notifiers: 1, workers: 2, newsEach: 2).scene
        },
        WeakScene(name: "ports, 2 of 2 producers", preemptions: 2) { ReadyPortsScene(pushes: [[0, 1], [0]]).scene },
        WeakScene(name: "ports, the same twice", preemptions: 2) { ReadyPortsScene(pushes: [[0, 0], [1]]).scene },
        WeakScene(name: "late output") { LateOutputScene().scene },
        mailbox(MailboxScene(capacity: 1, elements: 2)),
        mailbox(MailboxScene(capacity: 2, elements: 3)),
        mailbox(MailboxScene(capacity: 2, elements: 2, cancelsAfter: 1)),
        mailbox(MailboxScene(capacity: 1, elements: 4, cancelsAfter: 1)),
        mailbox(MailboxScene(capacity: 1, elements: 1, isSwept: true), preemptions: 1, staleReads: 2),
    ]

    /// The engine's workers and one node.
    static let workers = [
        WeakScene(name: "scheduler, 1 worker", staleReads: 2) { SchedulerScene(notifications: 2).scene },
        WeakScene(name: "scheduler, 1 worker, stalling", staleReads: 2) { SchedulerScene(isStalling: true).scene },
        WeakScene(name: "scheduler, 1 worker, cancelled") { SchedulerScene(isCancelled: true).scene },
        WeakScene(name: "scheduler, 2 workers", staleReads: 2) { SchedulerScene(workers: 2).scene },
        WeakScene(name: "loop of two nodes") { LoopScene(workers: 1, notifiers: 1).scene },
        WeakScene(name: "scheduler, 2 workers, stalling") { SchedulerScene(workers: 2, isStalling: true).scene },
    ]

    /// Whole runs.
    static let runs = [
        run(.root, preemptions: 2),
        run(.merging), run(.backpressure), run(.satisfied), run(.unwanted, preemptions: 2), run(.lane), run(.emitter),
        run(.stoppedEmitter),
        run(.cancelled), run(.conflated), run(.broadcast), run(.spread), run(.zipped), run(.loop, isCostly: true),
        run(.inlet, preemptions: 2), run(.resumed), run(.watched), run(.concatenated), run(.drained, preemptions: 2),
    ]

    private static func mailbox(_ plan: MailboxScene, preemptions: Int = 2, staleReads: Int = 3) -> WeakScene {
        var plan = plan
        (plan.isTimed, plan.isOrderChecked) = (false, false)
        return WeakScene(name: plan.description, preemptions: preemptions, staleReads: staleReads) { [plan] in
            plan.scene
        }
    }

    static func run(_ plan: RunScene, preemptions: Int = 1, isCostly: Bool = false) -> WeakScene {
        WeakScene(name: plan.name, preemptions: preemptions, isCostly: isCostly) { plan.scene }
    }
}
