import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

// The code of the articles in DataflowTesting.docc, as it stands there; `ReadmeTests` compares. What they leave to the
// reader's fancy (an error, a cache, a graph) stands at the end.

@Suite("The article's examples", .timeLimit(.minutes(5)))
struct ArticleExamples {
    @Test("marbles")
    func marbles() async throws {
        try await expectMarbles("-a-b-|", gives: "-A-B-|") { $0.map { $0.uppercased() } }
        try await expectMarbles(["-a---|", "--b|"], gives: "-ab--|") { merge($0) }
        try await expectMarbles("(abc)|", gives: "a--b--(c|)") { $0.paced(every: .seconds(3)) }
    }

    @Test("a board of marbles")
    func board() async throws {
        try await withMarbles(frame: .milliseconds(100)) { board in
            let typed = try board.hot("k-^-r--re---|")
            let answer = try board.cold("200ms 3|", values: ["3": 3])
            let counts = typed.debounce(for: .milliseconds(200)).flatMapLatest { _ in answer }
            try board.expect(typed, gives: "--r--re---|")
            try board.expect(counts, gives: "------3---3|", results: ["3": 3])
        }
    }

    @Test("probes")
    func probes() async throws {
        let source = TestSource<Int>()
        try await source.flow.map { $0 * 2 }.test { sink in
            sink.request(1)
            try await source.send(1)
            try await sink.expect(2)
            try await source.send(2)
            try await sink.expectNothing()  // nobody asked for it
            sink.cancel()
            try await source.expectCancellation()
        }
    }

    @Test("a clock")
    func time() async throws {
        let clock = TestClock()
        try await Flow(1...2).paced(every: .seconds(1)).test(clock: clock) { sink in
            sink.requestAll()
            try await sink.expect(1)
            try await sink.expectNothing()
            clock.advance(by: .seconds(1))
            try await sink.expect(2)
        }
    }

    @Test("a recorder")
    func recording() async throws {
        let recorder = EventRecorder("twice")
        try await recorder.recording { try await graph.run() }
        #expect(recorder.lines == ["twice: 2", "twice: 4", "twice: completed"])
    }

    @Test("a fault")
    func faults() async throws {
        try await withFaults(.failing(with: TimedOut(), at: 2, of: "twice")) {
            let error = await #expect(throws: GraphError.self) { try await graph.run() }
            #expect(error?.node == "twice")
        }
    }

    @Test("leaks")
    func leaks() async throws {
        try await expectNoLeaks { watch in
            let cache = watch(Cache(), "cache")
            try await Flow(1...3).map { cache.value + $0 }.ignore().run()
        }
    }

    @Test("every schedule")
    func schedules() async throws {
        try await explore(seeds: 0..<50) { _ in
            try await merge(Flow(1...2), Flow([3])).test { sink in
                sink.requestAll()
                let sum = try await sink.next() + sink.next() + sink.next()
                if sum != 6 { throw WrongSum() }
                try await sink.expectCompletion()
            }
        }
    }

    @Test("a closure that takes long")
    func computing() async throws {
        await #expect(throws: SimulationFailure.self) {
            try await explore(seeds: 0..<50) { _ in
                let stock = Stock(1)
                let till = Flow([1]).map { order in
                    guard stock.count > 0 else { return }
                    compute(for: .milliseconds(20))
                    stock.takeOne()
                }
                let other = Flow([1]).map { order in if stock.count > 0 { stock.takeOne() } }
                try await merge(till, other).ignore().run()
                if stock.count < 0 { throw Oversold() }
            }
        }
    }

    private let graph = Graph("orders") { Flow(1...2).map { $0 * 2 }.named("twice").ignore() }
}

/// Stands for what a service throws.
private struct TimedOut: Error {}

/// Stands for what a test of one's own throws.
private struct WrongSum: Error {}

/// Stands for what a test of one's own throws.
private struct Oversold: Error {}

/// Stands for something that branches share.
private final class Stock: Sendable {
    private let number: Locked<Int>
    init(_ count: Int) { number = Locked(count) }
    var count: Int { number { $0 } }
    func takeOne() { number { $0 -= 1 } }
}

/// Stands for something that must not outlive a run.
private final class Cache: Sendable {
    let value = 1
}
