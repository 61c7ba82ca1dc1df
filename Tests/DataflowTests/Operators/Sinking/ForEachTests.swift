import Dataflow
import DataflowTesting
import Testing

@Suite("forEach", .timeLimit(.minutes(5)))
struct ForEachTests {
    @Test("forEach sees every element once, in order, with both kinds of closure", arguments: [1, 256])
    func order(capacity: Int) async throws {
        let (sync, async) = (Recorder<Int>(), Recorder<Int>())
        let source = Flow(0..<500).capacity(capacity)
        try await source.forEach { sync.record($0) }.run()
        try await source.forEach { number in
            await Task.yield()
            async.record(number)
        }.run()
        #expect(sync.elements == Array(0..<500))
        #expect(async.elements == Array(0..<500))
    }

    @Test("T5: an empty flow completes it")
    func empty() async throws {
        try await Flow<Int>.empty().forEach { _ in Issue.record("no element") }.run()
        try await Flow<Int>.empty().forEach { _ in try await Gate().pass() }.run()
    }

    @Test("T12: a closure that awaits is not called again before it has returned")
    func serial() async throws {
        let inside = Watched((now: 0, most: 0))
        try await Flow(0..<100).forEach { _ in
            inside.update { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            await Task.yield()
            inside.update { $0.now -= 1 }
        }.run()
        #expect(inside.value.most == 1)
    }

    @Test("with a concurrency, calls run side by side up to it, and none waits for a slower one before it")
    func concurrent() async throws {
        let inside = Watched((now: 0, most: 0, done: 0))
        let gate = Gate()
        try await Flow(0..<50).forEach(concurrency: 3) { number in
            inside.update { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.done) }
            // The first call returns only when all others have.
            if number == 0 { try await gate.pass() } else { await Task.yield() }
            let done = inside.update { state in
                state = (state.now - 1, state.most, state.done + 1)
                return state.done
            }
            if done == 49 { gate.open() }
        }.run()
        #expect(inside.value.done == 50)
        #expect(2...3 ~= inside.value.most)
    }

    @Test("T23: a closure that throws fails the run, closes the source and cancels the other sinks")
    func failure() async throws {
        let log = Recorder<ProbeSource.Event>()
        let source = Flow(source: ProbeSource(log: log))
        let sinks = [source.forEach { _ = try refusing(3, $0) }, source.forEach { _ = try await asyncRefusing(3, $0) }]
        for sink in sinks {
            let graph = Graph {
                sink
                Flow<Int>.never().ignore()
            }
            let error = await #expect(throws: GraphError.self) { try await graph.run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: 3))
            #expect(error?.node == "forEach")
        }
        #expect(log.closings == 2)
    }

    @Test("skip drops an element whose closure throws, and goes on")
    func skip() async throws {
        let (sync, async) = (Recorder<Int>(), Recorder<Int>())
        try await Flow(0..<5).forEach { sync.record(try refusing(3, $0)) }.onFailure(.skip).run()
        try await Flow(0..<5).forEach { async.record(try await asyncRefusing(3, $0)) }.onFailure(.skip).run()
        #expect(sync.elements == [0, 1, 2, 4])
        #expect(async.elements == [0, 1, 2, 4])
    }

    @Test("a concurrency below 1 is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).forEach(concurrency: 0) { _ in await Task.yield() }).count == 1)
    }
}
