import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("map(limiter:)", .timeLimit(.minutes(5)))
struct MapLimiterTests {
    @Test("nodes, graphs and plain code have no more in work than the limiter allows", arguments: [1, 2])
    func shared(parallelism: Int) async throws {
        let (limiter, working) = (Limiter(concurrency: 2), Counter())
        @Sendable func work(_ number: Int) async -> Int {
            working.add()
            await Task.yield()
            working.add(-1)
            return number
        }
        let graph = Graph {
            Flow(0..<100).map(limiter: limiter, concurrency: 8) { await work($0) }.collect()
            Flow(100..<200).map(limiter: limiter, concurrency: 8, ordered: false) { await work($0) }.collect()
        }
        async let plain = limiter.withPermit { await work(-1) }
        async let other = graph.run(parallelism: parallelism)
        let (first, second) = try await graph.run(parallelism: parallelism)
        #expect(first == Array(0..<100))
        #expect(second.sorted() == Array(100..<200))
        #expect(try await other.0 == first)
        #expect(try await plain == -1)
        #expect(working.peak <= 2)
        #expect(limiter.inUse == 0)
    }

    @Test("one worker is enough for elements that wait for permits and others that go on")
    func holdsNoWorker() async throws {
        let (limiter, gate) = (Limiter(concurrency: 1), DataflowProbes.Gate())
        let graph = Graph {
            Flow(0..<3).map(limiter: limiter, concurrency: 3) { number in
                try await gate.wait()
                return number
            }.collect()
            Flow(0..<1_000).map { await handedBack($0) }.count()
        }
        let counted = try await graph.run(parallelism: 1) { run in
            await settle { run.snapshot().nodes.contains { $0.name.hasPrefix("count") && $0.hasEnded } }
            #expect(limiter.waiting == 2)
            gate.open()
            return try await run.value
        }
        #expect(counted == ([0, 1, 2], 1_000))
    }

    @Test("a run that is cancelled leaves the line, and gives back what it had")
    func cancelled() async throws {
        let (limiter, gate) = (Limiter(concurrency: 1), DataflowProbes.Gate())
        let sink = Flow(0..<9).map(limiter: limiter, concurrency: 4) { number in
            try await gate.wait()
            return number
        }.collect()
        let outcome = try await sink.outcome { run in
            await settle { limiter.inUse == 1 && limiter.waiting == 3 }
            run.cancel()
        }
        #expect(outcome.wasCancelled)
        #expect(limiter.inUse == 0)
        #expect(limiter.waiting == 0)
    }

    @Test("a closure that throws gives its permit back; a full limiter fails the element")
    func failing() async throws {
        let limiter = Limiter(concurrency: 1)
        let flow = Flow(0..<6).map(limiter: limiter, concurrency: 3) { number in
            if number % 2 == 1 { throw TestFailure(number: number) }
            return number
        }
        #expect(try await flow.onFailure(.skip).collect().run() == [0, 2, 4])
        #expect(limiter.inUse == 0)
        let gate = DataflowProbes.Gate()
        let full = Limiter(concurrency: 1, maxWaiting: 0)
        let refused = Flow(0..<2).map(limiter: full, concurrency: 2) { number in
            try await gate.wait()
            return number
        }
        let error = await #expect(throws: GraphError.self) { try await refused.collect().run() }
        #expect(error?.underlying as? LimiterFull == LimiterFull(waiting: 0))
    }

    @Test("elements that wait for a token are no work under way: the clock may move")
    func rate() async throws {
        let clock = TestClock()
        let limiter = Limiter(rate: 1, per: .seconds(2), burst: 1, clock: clock)
        try await expectMarbles("(abc|)", gives: "A-B-(C|)", clock: clock) {
            $0.map(limiter: limiter, concurrency: 2) { $0.uppercased() }
        }
        try await expectMarbles("(abc|)", gives: "--A-B-(C|)", clock: clock) {
            $0.map { letter in try await limiter.withPermit { letter.uppercased() } }
        }
    }

    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<300)
        let limiter = Limiter(concurrency: 2)
        try await OperatorLaws(input, gives: input.map { $0 + 1 }) {
            $0.map(limiter: limiter, concurrency: 3) { await handedBack($0 + 1) }
        }.check()
    }

    @Test("a concurrency that leaves nobody to work is found before the graph runs")
    func limits() {
        let flow = Flow(0..<3).map(limiter: Limiter(concurrency: 1), concurrency: 0) { $0 }
        #expect(problems(of: flow.collect()).count == 1)
    }
}
