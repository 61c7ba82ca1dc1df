@testable import Dataflow

/// A small scene of the engine's that is explored with what its memory orders allow.
struct WeakScene: Sendable, CustomStringConvertible {
    let name: String
    var preemptions = 1
    var staleReads = 1
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
        WeakScene(name: "cell, 2 notifiers", preemptions: 2) { ScheduleCellScene(notifiers: 2).scene },
        WeakScene(name: "cell, 2 workers") { ScheduleCellScene(notifiers: 1, workers: 2, newsEach: 2).scene },
        WeakScene(name: "ports, 2 of 2 producers", preemptions: 2) { ReadyPortsScene(pushes: [[0, 1], [0]]).scene },
        WeakScene(name: "ports, the same twice", preemptions: 2) { ReadyPortsScene(pushes: [[0, 0], [1]]).scene },
        mailbox(MailboxScene(capacity: 1, elements: 2)),
        mailbox(MailboxScene(capacity: 2, elements: 3)),
        mailbox(MailboxScene(capacity: 2, elements: 2, cancelsAfter: 1)),
        mailbox(MailboxScene(capacity: 1, elements: 1, isSwept: true)),
    ]

    /// The engine's workers and one node.
    static let workers = [
        WeakScene(name: "scheduler, 1 worker") { SchedulerScene(notifications: 2).scene },
        WeakScene(name: "scheduler, 1 worker, stalling") { SchedulerScene(isStalling: true).scene },
        WeakScene(name: "scheduler, 1 worker, cancelled") { SchedulerScene(isCancelled: true).scene },
        WeakScene(name: "scheduler, 2 workers") { SchedulerScene(workers: 2).scene },
        WeakScene(name: "scheduler, 2 workers, stalling") { SchedulerScene(workers: 2, isStalling: true).scene },
    ]

    /// Whole runs.
    static let runs = [
        run(RunScene.root, preemptions: 2),
        run(RunScene.merging),
        run(RunScene.backpressure),
        run(RunScene.satisfied),
        run(RunScene.inlet),
        run(RunScene.lane),
        run(RunScene.emitter),
        run(RunScene.loop, preemptions: 0),
        run(RunScene.drained),
    ]

    private static func mailbox(_ plan: MailboxScene) -> WeakScene {
        var plan = plan
        (plan.isTimed, plan.isOrderChecked) = (false, false)
        return WeakScene(name: plan.description) { [plan] in plan.scene }
    }

    static func run(_ plan: RunScene, preemptions: Int = 1) -> WeakScene {
        WeakScene(name: plan.name, preemptions: preemptions) { plan.scene }
    }
}

extension RunScene {
    /// The root's first step, while a sink ends on another worker.
    static let root = RunScene(name: "run, one node", lent: 1) {
        Program(Graph { Flow([1]).count() }) { $0 == 1 }
    }

    static let merging = RunScene(name: "run, merge", lent: 2) {
        Program(Graph { merge(Flow([1]), Flow([2])).collect() }) { $0.sorted() == [1, 2] }
    }

    static let backpressure = RunScene(name: "run, mailbox of 1", lent: 2) {
        Program(Graph { Flow([1, 2, 3]).capacity(1).collect() }) { $0 == [1, 2, 3] }
    }

    static let satisfied = RunScene(name: "run, a consumer that has enough", lent: 2) {
        Program(Graph { Flow(1...9).capacity(1).prefix(1).collect() }) { $0 == [1] }
    }

    static let inlet = RunScene(name: "run, inlet", workers: 1) {
        let inlet = Inlet<Int>()
        let sender = Cast.Participant(name: "sender") {
            inlet.trySend(1)
            inlet.finish()
        }
        return Program(Graph { Flow(inlet).collect() }, outside: [sender]) { $0 == [1] }
    }

    static let lane = RunScene(name: "run, lane", lent: 2) {
        Program(Graph { Flow([1]).map { (element: Int) async in element + 1 }.collect() }) { $0 == [2] }
    }

    static let emitter = RunScene(name: "run, emitter", lent: 2) {
        let flow = Flow<Int> { emit in
            try await emit(1)
            try await emit(2)
        }
        return Program(Graph { flow.capacity(1).collect() }) { $0 == [1, 2] }
    }

    static let loop = RunScene(name: "run, loop", lent: 2) {
        let flow: Flow<Int> = feedback { back in
            let both = merge(Flow([1]), back).capacity(2)
            let ways = both.partition(into: 2) { $0 < 2 ? 0 : 1 }
            return (output: ways[1], back: ways[0].map { $0 + 1 })
        }
        return Program(Graph { flow.collect() }) { $0 == [2] }
    }

    static let drained = RunScene(name: "run, drained", workers: 1, interrupt: { $0.drain() }) {
        Program(Graph { Flow([1, 2]).capacity(1).collect() }) { $0.count <= 2 }
    }
}
