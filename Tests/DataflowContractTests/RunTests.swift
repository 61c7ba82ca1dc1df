import Dataflow
import DataflowProbes
import Testing

@Suite("X, L: a run and the closure around it")
struct RunTests {
    /// A source that never ends, and says when its first element was taken.
    private func endless(_ started: Gate, _ closes: SourceProbe) -> Flow<Int> {
        Flow(source: CountingSource<Int>(probe: closes)).map { number in
            started.open()
            return number
        }
    }

    @Test("X7 A run whose closure returns early is cancelled, and that is no error")
    func closureReturns() async throws {
        let (started, probe) = (Gate(), SourceProbe())
        let answer = try await Graph { endless(started, probe).count() }.run { _ in
            try await started.wait()
            return 42
        }
        #expect(answer == 42)
        #expect(probe.closes.value == 1)
    }

    @Test("X8 A closure that throws cancels the run, and its error is thrown")
    func closureThrows() async throws {
        let (started, probe) = (Gate(), SourceProbe())
        await #expect(throws: Boom.self) {
            try await Graph { endless(started, probe).count() }.run { _ in
                try await started.wait()
                throw Boom()
            }
        }
        #expect(probe.closes.value == 1)
    }

    @Test("L2 What a policy drops is counted where it is dropped, and the edges still balance", arguments: parallelisms)
    func dropped(parallelism: Int) async throws {
        let graph = Graph {
            Flow(0..<1_000).map { (number: Int) -> Int in
                if number % 10 == 0 { throw Boom() }
                return number
            }.onFailure(.skip).named("picky").count()
        }
        try await graph.run(parallelism: parallelism) { run in
            let count = try await run.value
            #expect(count == 900)
            #expect(run.snapshot().node("picky")?.dropped == 100)
            run.snapshot().checkLedger()
        }
    }
}
