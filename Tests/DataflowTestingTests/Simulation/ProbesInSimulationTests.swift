import Dataflow
import DataflowTesting
import Testing

@Suite("Probes in a simulation", .timeLimit(.minutes(5)))
struct ProbesInSimulationTests {
    @Test("what is sent is met, and nothing more, under every schedule")
    func probes() async throws {
        let source = Flow(1...3).map { $0 * 2 }
        try await explore(seeds: 0..<200) { _ in
            try await source.test { sink in
                sink.request(1)
                try await sink.expect(2)
                try await sink.expectNothing()
                sink.requestAll()
                try await sink.expect(4, 6)
                try await sink.expectCompletion()
            }
        }
    }

    @Test("a source hears of demand, of its absence, and of the end")
    func source() async throws {
        try await explore(seeds: 0..<200) { _ in
            let source = TestSource<Int>()
            try await source.flow.test { sink in
                try await source.expectDemand(1)
                try await source.send(1)
                try await source.expectNoDemand()
                sink.cancel()
                try await source.expectCancellation()
            }
        }
    }

    @Test("while a run's rest is awaited no time passes that nobody needs")
    func time() async throws {
        try await explore(seeds: 0..<200) { simulation in
            try await Graph { Flow.every(.seconds(1)).ignore() }.run { run in
                for _ in 0..<5 {
                    let before = simulation.clock.now
                    try await run.comeToRest()
                    if simulation.clock.now > before { throw Burst(5) }
                    try await simulation.clock.sleep(for: .seconds(2))
                }
            }
        }
    }

    @Test("what waits for ever fails at once, without the patience of the wall clock")
    func forEver() async throws {
        let failure = await #expect(throws: SimulationFailure.self) {
            try await simulate(seed: 1) { _ in
                try await Flow<Int>.never().test { sink in
                    sink.request(1)
                    try await sink.expect(1)
                }
            }
        }
        #expect((failure?.underlying as? ForeignWork)?.how == .awaited)
    }

    @Test("a recorder, faults and diagrams find the same under every schedule")
    func wholeGraphs() async throws {
        try await explore(seeds: 0..<100) { _ in
            let recorder = EventRecorder("twice")
            let sink = Flow(1...2).map { $0 * 2 }.named("twice").ignore()
            try await recorder.recording { try await sink.run() }
            if recorder.lines != ["twice: 2", "twice: 4", "twice: completed"] { throw Burst(1) }
            try await withFaults(.failing(with: Burst(2), at: 2, of: "twice")) {
                await #expect(throws: GraphError.self) { try await sink.run() }
            }
            try await expectMarbles(["a-c|", "-b-|"], gives: "abc|") { merge($0) }
        }
    }
}
