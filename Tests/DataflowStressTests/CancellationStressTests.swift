import Dataflow
import DataflowProbes
import Testing

extension Stress {
    @Suite("Cancellation at any moment")
    struct CancellationStressTests {
        @Test("X1 X2 Stress: cancelled at random moments, runs end, close all once and lose nothing")
        func randomMoments() async throws {
            for seed in 0..<stressed(1_000) { try await cancelOnce(seed) }
        }

        @Test("X1 X2 Stress: so do two graphs out of which nothing comes", arguments: [11_002_107, 18_007_158])
        func fruitless(seed: Int) async throws {
            try await cancelOnce(seed)
        }

        func cancelOnce(_ seed: Int) async throws {
            let (seen, reached) = (Counter(), Gate(isOpen: false))
            // Of some graphs nothing comes out, however much goes in.
            let probe = SourceProbe { if $0 == 50_000 { reached.open() } }
            var builder = RandomGraph(seed: seed, endless: probe)
            let flow = builder.build().flow
            let (sourceCount, limit) = (builder.sources, builder.draws.upTo(60))
            if limit == 0 { reached.open() }
            let sink = flow.forEach { _ in
                if seen.add() == limit { reached.open() }
            }
            let work = Task {
                try await sink.outcome("seed \(seed)", parallelism: 1 + seed % 3)
            }
            let canceller = Task {
                try? await reached.wait()
                work.cancel()
            }
            let outcome = try await work.value
            reached.open()
            await canceller.value
            #expect(outcome.error == nil || outcome.wasCancelled, "seed \(seed): \(String(describing: outcome.error))")
            #expect(outcome.wasCancelled, "seed \(seed): nothing but the cancellation could end it")
            #expect(probe.closes.value == sourceCount, "seed \(seed): closed \(probe.closes.value) of \(sourceCount)")
        }

        @Test("X1 T14 Stress: a hundred tasks cancel at once", arguments: parallelisms)
        func manyCancellers(parallelism: Int) async throws {
            for round in 0..<stressed(50) {
                let probe = SourceProbe()
                let source = Flow<Int>.counting(probe: probe).capacity(1 + round % 20)
                let mapped = source.map(concurrency: 3) { (number: Int) async -> Int in number }
                let merged = merge(source.map { -$0 }, mapped)
                let outcome = try await merged.ignore().outcome("round \(round)", parallelism: parallelism) { run in
                    await settle { probe.pulls.value > round }
                    await withTaskGroup(of: Void.self) { group in
                        for _ in 0..<100 { group.addTask { run.cancel() } }
                    }
                }
                #expect(outcome.wasCancelled, "round \(round)")
                #expect(probe.closes.value == 1, "round \(round)")
            }
        }
    }
}
