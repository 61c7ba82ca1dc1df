import Dataflow
import DataflowTesting
import Testing

@Suite("never", .timeLimit(.minutes(5)))
struct NeverTests {
    @Test("a run that waits for never has not stalled; cancelling it ends it")
    func cancel() async throws {
        let atRest = Gate()
        let graph = Graph {
            Flow<Int>.never().collect()
            // Emitted and handled last of all that can be: after it the run is at rest.
            Flow.just(1).forEach { _ in atRest.open() }
        }
        let run = Task { try await graph.run() }
        try await atRest.pass()
        for _ in 0..<200 { await Task.yield() }
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
    }

    @Test("never completes when the run drains")
    func drain() async throws {
        let values = try await Graph { Flow<Int>.never().collect() }.run { run in
            try await run.drain()
            return try await run.value
        }
        #expect(values == [])
    }

    @Test("never ends when nobody wants an element any more")
    func satisfied() async throws {
        #expect(try await merge(.never(), .just(1)).first().run() == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles([], gives: "----") { _ in Flow<String>.never() }
    }
}
