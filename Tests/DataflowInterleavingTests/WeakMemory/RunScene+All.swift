import struct Synchronization.AtomicUpdateOrdering

@testable import Dataflow

extension RunScene {
    /// The root's first step, while a sink ends on another worker.
    static let root = RunScene(name: "run, one node", lent: 1) { _ in
        Program(Graph { Flow([1]).count() }) { $0 == 1 }
    }

    static let merging = RunScene(name: "run, merge", lent: 2) { _ in
        Program(Graph { merge(Flow([1]), Flow([2])).collect() }) { $0.sorted() == [1, 2] }
    }

    static let backpressure = RunScene(name: "run, mailbox of 1", lent: 2) { _ in
        Program(Graph { Flow([1, 2, 3]).capacity(1).collect() }) { $0 == [1, 2, 3] }
    }

    static let satisfied = RunScene(name: "run, a consumer that has enough", lent: 2) { _ in
        Program(Graph { Flow(1...9).capacity(1).prefix(1).collect() }) { $0 == [1] }
    }

    /// A node above one that is told so, and rests until that one has told it.
    static let unwanted = RunScene(name: "run, above a consumer that has enough", lent: 2) { _ in
        Program(Graph { Flow(1...9).capacity(1).map { $0 }.capacity(1).prefix(1).collect() }) { $0 == [1] }
    }

    /// A node that hands on only what is asked for.
    static let conflated = RunScene(name: "run, a buffer that drops", lent: 2) { _ in
        Program(Graph { Flow([1, 2]).buffer(1, overflow: .dropOldest).collect() }) { $0.last == 2 }
    }

    /// A node that waits for room in all of its outputs.
    static let broadcast = RunScene(name: "run, broadcast", lent: 2) { _ in
        let flow = Flow([1, 2]).capacity(1)
        let graph = Graph {
            flow.collect()
            flow.count()
        }
        return Program(graph) { $0 == ([1, 2], 2) }
    }

    /// A node that waits for room in any of its outputs.
    static let spread = RunScene(name: "run, whichever output has room", lent: 2) { _ in
        let ways = Flow([1, 2]).capacity(1).fanOut(into: 2, AnyOutputBehavior())
        return Program(Graph { merge(ways[0].capacity(1), ways[1].capacity(1)).collect() }) { $0.sorted() == [1, 2] }
    }

    static let zipped = RunScene(name: "run, zip", lent: 2) { _ in
        Program(Graph { zip(Flow([1, 2]).capacity(1), Flow([3, 4])).map { $0 + $1 }.collect() }) { $0 == [4, 6] }
    }

    static let inlet = RunScene(name: "run, inlet", workers: 1) { _ in
        let inlet = Inlet<Int>()
        let sender = Outsider(name: "sender") { _ in
            _ = inlet.trySend(1)
            inlet.finish()
        }
        return Program(Graph { Flow(inlet).collect() }, outside: [sender]) { $0 == [1] }
    }

    static let lane = RunScene(name: "run, lane", lent: 2) { _ in
        let flow = Flow([1, 2]).capacity(1).map { (element: Int) async in element + 1 }
        return Program(Graph { flow.collect() }) { $0 == [2, 3] }
    }

    static let emitter = RunScene(name: "run, emitter", lent: 2) { _ in
        Program(Graph { emitting.capacity(1).collect() }) { $0 == [1, 2] }
    }

    static let stoppedEmitter = RunScene(name: "run, emitter whose consumer has enough", lent: 2) { _ in
        Program(Graph { emitting.capacity(1).prefix(1).collect() }) { $0 == [1] }
    }

    private static let emitting = Flow<Int> { emit in
        try await emit(1)
        try await emit(2)
    }

    static let concatenated = RunScene(name: "run, concat", lent: 2) { _ in
        Program(Graph { concat(Flow([1]), Flow([2])).collect() }) { $0 == [1, 2] }
    }

    /// A task waits for an answer that comes from outside, while its worker is about to park.
    static let resumed = RunScene(name: "run, lane resumed from outside", workers: 1) { stage in
        let answer = Answer(stage)
        let flow = Flow([1]).map { (element: Int) async in await answer.wait() + element }
        return Program(
            Graph { flow.collect() }, outside: [Outsider(name: "outside") { _ in answer.give(1) }]
        ) { $0 == [2] }
    }

    static let loop = RunScene(name: "run, loop", lent: 2) { _ in
        let flow: Flow<Int> = feedback { back in
            let both = merge(Flow([1]), back).capacity(2)
            let ways = both.partition(into: 2) { $0 < 2 ? 0 : 1 }
            return (output: ways[1], back: ways[0].map { $0 + 1 })
        }
        return Program(Graph { flow.collect() }) { $0 == [2] }
    }

    /// A node that waits for the outside and so ends only because it hears of the cancellation.
    static let cancelled = RunScene(name: "run, cancelled", lent: 2, isInterrupted: true) { _ in
        let inlet = Inlet<Int>()
        let canceller = Outsider(name: "canceller") { $0.cancel() }
        return Program(Graph { Flow(inlet).collect() }, outside: [canceller]) { _ in
            withExtendedLifetime(inlet) { true }
        }
    }

    /// Somebody waits until nothing moves but by the inlet, and then finishes that.
    static let watched = RunScene(name: "run, watched until it is at rest", workers: 1) { stage in
        let inlet = Inlet<Int>()
        let executor = StageExecutor(stage)
        let watcher = Outsider(name: "watcher") { execution in
            executor.run {
                _ = await execution.rest.wait()
                inlet.finish()
            }
        }
        return Program(Graph { Flow(inlet).collect() }, outside: [watcher]) { $0.isEmpty }
    }

    static let drained = RunScene(name: "run, drained", workers: 1, isInterrupted: true) { _ in
        let drainer = Outsider(name: "drainer") { $0.stopSources() }
        return Program(Graph { Flow([1, 2]).capacity(1).collect() }, outside: [drainer]) { $0.count <= 2 }
    }
}

/// What one participant waits for and another one gives.
private final class Answer: @unchecked Sendable {
    // SAFETY: of the participants one at a time runs.
    private unowned let stage: Stage
    private let asked = Counter()
    private let object: Int
    private var asker: Dataflow.Suspension<Int>?

    init(_ stage: Stage) {
        self.stage = stage
        object = stage.newestObject
    }

    nonisolated(nonsending) func wait() async -> Int {
        await Dataflow.withSuspension { asker in
            self.asker = asker
            asked.value.add(1, ordering: .acquiringAndReleasing)
        }
    }

    func give(_ answer: Int) {
        guard stage.awaitNews(of: object) else { return }
        asked.value.add(1, ordering: .acquiringAndReleasing)
        asker?.resume(returning: answer)
    }
}
