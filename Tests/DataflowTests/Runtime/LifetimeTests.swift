import DataflowProbes
import DataflowTesting
import Synchronization
import Testing

@testable import Dataflow

@Suite("The lifetime of a run")
struct LifetimeTests {
    /// What is left of a run of a graph once it has ended.
    private func leftovers<Value>(of graph: Graph<Value>) async throws -> LeakWatch {
        let leaks = LeakWatch()
        let execution = Execution(name: "g", width: 2, clock: EngineClock(ContinuousClock()))
        execution.prepare(graph.unnamedPlan)
        for part in execution.parts {
            for mailbox in part.mailboxes { _ = leaks(mailbox) }
            for node in part.nodes { _ = leaks(node) }
            for wiring in part.wirings {
                _ = leaks(wiring)
                _ = leaks(wiring.cell)
            }
            _ = leaks(part)
        }
        _ = leaks(execution.scheduler)
        await execution.run()
        return leaks.watching(execution)
    }

    @Test("X3 T17 Nothing of a run is alive once it has ended")
    func chain() async throws {
        let graph = Graph { Flow.counting(100).step { $0 }.asyncStep(concurrency: 2) { $0 }.gathered() }
        try await leftovers(of: graph).check()
    }

    @Test("X3 T17 Nothing of a run with a loop is alive once it has ended")
    func loop() async throws {
        let looped = feedback { (loop: Flow<Int>) in
            let all = joined([Flow.counting(10), loop]).capacity(64)
            return (output: all, back: all.only { $0 > 0 }.step { $0 - 1 })
        }
        try await leftovers(of: Graph { looped.gathered() }).check()
    }

    @Test("X3 T17 Nothing of a run with retries, broadcasts and inlets is alive once it has ended")
    func parts() async throws {
        let source = HandSource<Int>()
        for number in 0..<10 { _ = source.offer(number) }
        source.finish()
        let shared = source.flow().step { $0 }
        let retried = Flow.counting(3, failure: Boom()).retry(3).catch { _ in Flow<Int>.counting(2) }
        let graph = Graph {
            shared.gathered()
            zip(shared, retried).step { $0.0 }.gathered()
        }
        try await leftovers(of: graph).check()
    }

    @Test("X3 L1 What a producer sends and ends with while its consumer discards what was held is discarded by the run")
    func discardedLate() async throws {
        let (numbers, other) = (Inlet<Int>(), Inlet<Int>())
        let (isSending, isDiscarding, hasEnded) = (Signal(), Signal(), Signal())
        let elements = Flow(numbers).map { number -> Discardable in
            guard number == 0 else {
                isSending.set()
                isDiscarding.spin()
                return Discardable {}
            }
            return Discardable {
                isDiscarding.set()
                hasEnded.spin()
            }
        }
        let pairs = zip(elements.named("elements"), Flow(other).named("other")).count()
        try await Graph { pairs }.run(parallelism: 2) { run in
            try await numbers.send(0)
            // Each of the two must be alone on its thread when it holds that up.
            #expect(await run.rest.wait())
            #expect(run.snapshot().edge(after: "elements")?.held == 1)
            try await numbers.send(1)
            numbers.finish()
            await settle { isSending.isSet }
            other.finish()
            await settle { run.snapshot().nodes.contains { $0.name == "elements" && $0.hasEnded } }
            hasEnded.set()
            #expect(try await run.value == 0)
            let edge = try #require(run.snapshot().edge(after: "elements"))
            #expect([edge.accepted, edge.discarded, edge.held] == [2, 2, 0])
        }
    }
}

/// Does something when it is let go of.
private final class Discardable: Sendable {
    private let action: @Sendable () -> Void

    init(_ action: @escaping @Sendable () -> Void) {
        self.action = action
    }

    deinit { action() }
}

/// Holds a thread up until it is set, for places that cannot await; after a while it gives up, lest a machine with one core
/// hangs.
private final class Signal: Sendable {
    private let flag = Atomic<Bool>(false)

    var isSet: Bool { flag.load(ordering: .acquiring) }

    func set() { flag.store(true, ordering: .releasing) }

    func spin() {
        let end = ContinuousClock.now + .seconds(10)
        while !isSet, .now < end {}
    }
}

extension LeakWatch {
    fileprivate func watching(_ execution: Execution) -> LeakWatch {
        _ = self(execution)
        return self
    }
}
