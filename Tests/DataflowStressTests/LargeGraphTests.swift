import Dataflow
import DataflowProbes
import Testing

extension Stress {
    @Suite("Large graphs")
    struct LargeGraphTests {
        @Test("T16 Stress: a chain of 100,000 nodes builds, runs, is cancelled on its way and is freed")
        func longChain() async throws {
            let (live, probe, halfway) = (Counter(), SourceProbe(), Gate())
            do {
                var flow = Flow(source: CountingSource(probe: probe) { _ in LiveToken(live) })
                for _ in 0..<50_000 { flow = flow.map { $0 } }
                flow = flow.map { token in
                    halfway.open()
                    return token
                }
                for _ in 0..<50_000 { flow = flow.map { $0 } }
                let outcome = try await flow.count().outcome("long chain", parallelism: 2) { run in
                    try await halfway.wait()
                    run.cancel()
                }
                #expect(outcome.wasCancelled)
            }
            #expect(probe.closes.value == 1)
            try await within("freeing") { await settle { live.value == 0 } }
            #expect(live.value == 0)
        }

        @Test("T16 Stress: a merge of 10,000 inputs builds, runs, is cancelled on its way and is freed")
        func wideMerge() async throws {
            let (live, probe, seen, enough) = (Counter(), SourceProbe(), Counter(), Gate())
            do {
                let inputs = (0..<10_000).map { _ in Flow(source: CountingSource(probe: probe) { _ in LiveToken(live) })
                }
                let sink = merge(inputs).forEach { _ in
                    if seen.add() == 50_000 { enough.open() }
                }
                let outcome = try await sink.outcome("wide merge", parallelism: 2) { run in
                    try await enough.wait()
                    run.cancel()
                }
                #expect(outcome.wasCancelled)
            }
            #expect(probe.closes.value == 10_000)
            try await within("freeing") { await settle { live.value == 0 } }
            #expect(live.value == 0)
        }
    }
}
