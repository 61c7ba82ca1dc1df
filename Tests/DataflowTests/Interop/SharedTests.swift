import Dataflow
import DataflowProbes
import Testing

@Suite("shared", .timeLimit(.minutes(5)))
struct SharedTests {
    /// Counts its runs, and emits what `feed` gives.
    private struct Upstream: Sendable {
        let runs = Recorder<Int>()
        let ends = Recorder<Int>()
        let gate = DataflowProbes.Gate()

        var flow: Flow<Int> {
            Flow { [runs, ends, gate] emit in
                runs.record(1)
                defer { ends.record(1) }
                try await gate.wait()
                for number in 0..<10 { try await emit(number) }
            }
        }
    }

    @Test("readers share one run, and each gets everything")
    func oneRun() async throws {
        let upstream = Upstream()
        let shared = upstream.flow.shared()
        let graph = Graph {
            Flow(shared).collect()
            Flow(shared).map { await handedBack($0) }.collect()
        }
        let (first, second) = try await graph.run { run in
            upstream.gate.open()
            return try await run.value
        }
        #expect(first == Array(0..<10))
        #expect(second == Array(0..<10))
        #expect(upstream.runs.count == 1)
    }

    @Test("the run ends when its last reader leaves, and the next reader starts another")
    func restarts() async throws {
        let upstream = Upstream()
        let shared = upstream.flow.shared()
        try? await Graph { Flow(shared).collect() }.run { run in
            await upstream.gate.arrived(1)
            run.cancel()
        }
        try await upstream.ends.elements(atLeast: 1)
        upstream.gate.open()
        #expect(try await Flow(shared).collect().run() == Array(0..<10))
        #expect(upstream.runs.count == 2)
    }

    @Test("nothing runs while nobody reads")
    func lazy() async throws {
        let upstream = Upstream()
        let shared = upstream.flow.shared()
        _ = Graph { Flow(shared).collect() }
        #expect(upstream.runs.count == 0)
    }

    @Test("a failure reaches every reader; so does a graph that cannot run")
    func failures() async throws {
        let failing = Flow<Int>.failing(Boom()).shared()
        await #expect(throws: GraphError.self) { try await Flow(failing).collect().run() }
        let invalid = Flow(0..<3).buffer(0).shared()
        await #expect(throws: GraphError.self) { try await Flow(invalid).collect().run() }
    }

    @Test("values read it")
    func values() async throws {
        let shared = Flow(0..<3).shared(replay: 3)
        var got: [Int] = []
        for try await number in shared.values { got.append(number) }
        #expect(got == [0, 1, 2])
    }
}
