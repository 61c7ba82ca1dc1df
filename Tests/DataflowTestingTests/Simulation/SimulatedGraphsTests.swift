import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

/// The engine's promises under many schedules: what holds for the workers holds for a conductor.
@Suite("Graphs in simulations")
struct SimulatedGraphsTests {
    private let seeds: Range<UInt64> = 0..<100

    @Test("a diamond that cannot move stalls under every schedule, and names who waits for whom")
    func stall() async throws {
        try await explore(seeds: seeds) { _ in
            let source = Flow(0..<100).capacity(1)
            let some = source.filter { $0 == 50 }.named("some").capacity(1)
            let all = source.map { $0 }.named("all").capacity(1)
            let stall = await #expect(throws: GraphStall.self) { try await zip(some, all).capacity(1).count().run() }
            try #require(stall?.cycle.contains { $0.node == "all" && $0.reason == .room } == true)
        }
    }

    @Test("the body can cancel a run, in whatever state")
    func cancel() async throws {
        try await explore(seeds: seeds) { _ in
            let graph = Graph("endless") { Flow(0...).map { $0 * 2 }.capacity(1).ignore() }
            try await graph.run { run in
                await Task.yield()
                run.cancel()
                await #expect(throws: CancellationError.self) { try await run.value }
                let isBalanced = run.snapshot().edges.allSatisfy(\.isBalanced)
                try #require(isBalanced)
            }
        }
    }

    @Test("the body can drain a run, and nothing in flight is lost")
    func drain() async throws {
        try await explore(seeds: seeds) { _ in
            let sent = Counter()
            let graph = Graph("drained") { Flow(0...).map { _ in sent.add() }.capacity(2).count() }
            try await graph.run { run in
                await Task.yield()
                try await run.drain()
                let count = try await run.value
                try #require(count == sent.value)
            }
        }
    }

    @Test("two child tasks send into an inlet; each one's order is kept")
    func inlet() async throws {
        try await explore(seeds: seeds) { _ in
            let inlet = Inlet<Int>(capacity: 1)
            async let received = Flow(inlet).collect().run()
            try await withThrowingTaskGroup { group in
                for sender in 0..<2 {
                    group.addTask { for number in 0..<3 { try await inlet.send(sender * 10 + number) } }
                }
                try await group.waitForAll()
            }
            inlet.finish()
            let all = try await received
            try #require(all.filter { $0 < 10 } == [0, 1, 2] && all.filter { $0 >= 10 } == [10, 11, 12])
        }
    }

    @Test("a flow's values are read in the simulation, to the end or not")
    func values() async throws {
        try await explore(seeds: seeds) { _ in
            var all: [Int] = []
            for try await number in Flow(1...5).map({ $0 * $0 }).capacity(1).values { all.append(number) }
            try #require(all == [1, 4, 9, 16, 25])
            for try await number in Flow(0...).values where number == 3 { break }
        }
    }

    @Test("a loop runs dry and completes")
    func feedback() async throws {
        try await explore(seeds: seeds) { _ in
            let flow = Dataflow.feedback { (loop: Flow<Int>) in
                let all = merge(Flow([4, 7]), loop).capacity(4)
                let (back, done) = all.split { $0 > 1 }
                return (output: done, back: back.map { $0 / 2 })
            }
            let done = try await flow.collect().run()
            try #require(done == [1, 1])
        }
    }

    @Test("async closures go on in any order, and their results keep theirs")
    func asyncClosures() async throws {
        try await explore(seeds: seeds) { simulation in
            let flow = Flow(1...6).map(concurrency: 3) { number in
                await Task.yield()
                try await simulation.clock.sleep(for: .milliseconds(7 - number))
                return number
            }
            let numbers = try await flow.collect().run()
            try #require(numbers == [1, 2, 3, 4, 5, 6])
        }
    }

    @Test("a closure that emits, its child tasks and a default actor all belong to the simulation")
    func emitting() async throws {
        try await explore(seeds: seeds) { _ in
            let ledger = Ledger()
            let flow = Flow<Int> { emit in
                async let one = ledger.add(1)
                async let two = ledger.add(2)
                try await emit(one)
                try await emit(two)
            }
            let sums = try await flow.collect().run()
            try #require(sums.count == 2 && sums.contains(3))
        }
    }

    @Test("a failing source is retried, each time as a new part of the run")
    func retry() async throws {
        try await explore(seeds: seeds) { _ in
            let attempts = Counter()
            let flow = Flow<Int> { emit in
                try await emit(1)
                if attempts.add() < 3 { throw Ledger.Broke() }
            }
            let ones = try await flow.retry(5).collect().run()
            try #require(ones == [1, 1, 1])
        }
    }

    @Test("a closure may run a graph of its own")
    func nested() async throws {
        try await explore(seeds: seeds) { _ in
            let sums = Flow(1...3).map(concurrency: 2) { number in
                try await Flow(1...number).reduce(into: 0) { $0 += $1 }.run()
            }
            let all = try await sums.collect().run()
            try #require(all == [1, 3, 6])
        }
    }

    @Test("several runs at once take turns")
    func several() async throws {
        try await explore(seeds: seeds) { _ in
            async let first = Flow(0..<10).map { $0 }.capacity(1).count().run()
            async let second = Flow(0..<7).map { $0 }.capacity(1).count().run()
            let counts = try await (first, second)
            try #require(counts == (10, 7))
        }
    }
}

private actor Ledger {
    struct Broke: Error {}

    var total = 0

    func add(_ amount: Int) async -> Int {
        await Task.yield()
        total += amount
        return total
    }
}
