import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("The lifetime of a run")
struct LifetimeTests {
    /// What is left of a run of a graph once it has ended.
    private func leftovers<Value>(of graph: Graph<Value>) async throws -> LeakWatch {
        let leaks = LeakWatch()
        let execution = Execution(name: "g", width: 2, clock: EngineClock(ContinuousClock()))
        execution.prepare(graph.blueprint)
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
}

extension LeakWatch {
    fileprivate func watching(_ execution: Execution) -> LeakWatch {
        _ = self(execution)
        return self
    }
}
