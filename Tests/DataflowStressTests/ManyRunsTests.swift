import Dataflow
import DataflowProbes
import Testing

extension Stress {
    @Suite("Many runs")
    struct ManyRunsTests {
        @Test("X3 T18 Stress: 20,000 short runs leave nothing behind")
        func shortRuns() async throws {
            let live = Counter()
            let graph = Graph {
                Flow(0..<3).map { _ in LiveToken(live) }.scan(LiveToken(live)) { $1 }.count()
            }
            for run in 0..<stressed(20_000) {
                let count = try await graph.run(parallelism: 1 + run % 2)
                #expect(count == 3)
                // One stands in the description of the graph.
                if live.value != 1 {
                    Issue.record("run \(run) left \(live.value - 1) behind")
                    return
                }
            }
        }

        @Test("X3 Stress: readers that stop early leave nothing behind")
        func earlyReaders() async throws {
            let (live, probe) = (Counter(), SourceProbe())
            let runs = stressed(500)
            for run in 0..<runs {
                var random = SeededRandom(run)
                let limit = random.upTo(50)
                let flow = Flow(source: CountingSource(probe: probe) { _ in LiveToken(live) }).capacity(
                    1 + random.upTo(20)
                )
                var seen = 0
                for try await _ in flow.map({ $0 }).values {
                    seen += 1
                    if seen > limit { break }
                }
                #expect(seen == limit + 1, "run \(run)")
            }
            try await within("the readers' runs") { await settle { probe.closes.value == runs && live.value == 0 } }
            #expect(probe.closes.value == runs)
            #expect(live.value == 0)
        }
    }
}
