import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("send(to:)", .timeLimit(.minutes(5)))
struct SendToTests {
    @Test("every element reaches the other run, in order, and so does the end", arguments: [1, 2])
    func all(parallelism: Int) async throws {
        let inlet = Inlet<Int>(capacity: 2)
        async let got = Flow(inlet).capacity(1).map { await handedBack($0) }.collect().run(parallelism: parallelism)
        try await Flow(0..<500).send(to: inlet).run(parallelism: parallelism)
        #expect(try await got == Array(0..<500))
        try await Flow<Int>.empty().send(to: Inlet<Int>()).run()
    }

    @Test("backpressure crosses: a reader that takes nothing stops the source")
    func backpressure() async throws {
        let (inlet, gate, pulls) = (Inlet<Int>(capacity: 1), DataflowProbes.Gate(), Counter())
        async let got = Flow(inlet).capacity(1).map { number in
            try await gate.wait()
            return number
        }.count().run()
        let source = Flow<Int>.unfold(0) { number in
            pulls.add()
            defer { number += 1 }
            return number < 100 ? number : nil
        }.capacity(1)
        try await Graph { source.send(to: inlet) }.run { run in
            await gate.arrived(1)
            await settle { pulls.value >= 5 }
            for _ in 0..<200 { await Task.yield() }
            #expect(pulls.value < 10)
            gate.open()
            try await run.value
        }
        #expect(try await got == 100)
    }

    @Test("a failure is handed over behind the elements")
    func failure() async throws {
        let (inlet, seen) = (Inlet<Int>(), DataflowProbes.Recorder<Int>())
        let failing = Flow(0..<5).append(.failing(TestFailure(number: 5)))
        async let reader: Void = Flow(inlet).forEach { seen.record($0) }.run()
        let sent = await #expect(throws: GraphError.self) { try await failing.send(to: inlet).run() }
        #expect(sent?.underlying as? TestFailure == TestFailure(number: 5))
        do {
            try await reader
            Issue.record("the reader has completed")
        } catch let error as GraphError {
            #expect(error.underlying as? TestFailure == TestFailure(number: 5))
        }
        #expect(seen.elements == Array(0..<5))
    }

    @Test("a run that is cancelled cuts the other one off, also while it waits for room")
    func cancelled() async throws {
        let inlet = Inlet<Int>(capacity: 1)
        let outcome = try await Flow(0..<100).send(to: inlet).outcome { run in
            // One is in the inlet; the sender waits with the other.
            await settle { run.snapshot().nodes.contains { $0.kind == "send" && $0.received == 2 } }
            run.cancel()
        }
        #expect(outcome.wasCancelled)
        let error = await #expect(throws: GraphError.self) { try await Flow(inlet).collect().run() }
        #expect(error?.underlying is CancellationError)
    }

    @Test("a run that has enough completes the sender; one that fails fails it")
    func otherEnds() async throws {
        let enough = Inlet<Int>(capacity: 1)
        async let first = Flow(enough).prefix(3).collect().run()
        try await Flow(0..<1_000_000).send(to: enough).run()
        #expect(try await first == [0, 1, 2])
        let broken = Inlet<Int>(capacity: 1)
        async let second: Void = Flow(broken).forEach { if $0 == 2 { throw TestFailure() } }.run()
        let error = await #expect(throws: GraphError.self) { try await Flow(0..<1_000_000).send(to: broken).run() }
        #expect(error?.underlying is InletClosed)
        do {
            try await second
            Issue.record("a run that failed has completed")
        } catch {
            #expect(error is GraphError)
        }
    }

    @Test("several flows send to one inlet that none of them ends")
    func several() async throws {
        let inlet = Inlet<Int>()
        async let got = Flow(inlet).collect().run()
        _ = try await Graph {
            Flow(0..<100).send(to: inlet, endsInlet: false)
            Flow(100..<200).send(to: inlet, endsInlet: false)
        }.run()
        inlet.finish()
        #expect(try await got.sorted() == Array(0..<200))
    }

    @Test("it goes round in one graph")
    func sameGraph() async throws {
        let inlet = Inlet<Int>()
        let graph = Graph {
            Flow(0..<100).send(to: inlet)
            Flow(inlet).collect()
        }
        #expect(try await graph.run().1 == Array(0..<100))
    }

    @Test("an inlet that cannot hold an element is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).send(to: Inlet<Int>(capacity: 0))).count == 1)
    }
}
