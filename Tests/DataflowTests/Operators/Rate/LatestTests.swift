import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("latest", .timeLimit(.minutes(5)))
struct LatestTests {
    @Test("a downstream that keeps up gets every element, then the end")
    func quick() async throws {
        try await expectMarbles("a-(bc)-d-|", gives: "a-(bc)-d-|") { $0.latest() }
        try await expectMarbles("a-b#", gives: "a-b#") { $0.latest() }
    }

    @Test("one that does not gets the newest; the others are counted as dropped, and upstream never waits")
    func slow() async throws {
        let (source, sink) = (TestSource<Int>(capacity: 1), TestSink<Int>())
        try await Graph { sink.sink(source.flow.latest().named("latest").map { $0 }) }.run { run in
            for number in 0..<50 { try await source.send(number) }
            try await sink.expectNothing()
            let dropped = run.snapshot().node("latest")?.dropped ?? 0
            #expect(dropped >= 44)
            source.finish()
            sink.requestAll()
            var last = -1
            for _ in 0..<(50 - dropped) { last = try await sink.next() }
            #expect(last == 49)
            try await sink.expectCompletion()
        }
    }

    @Test("R3 the newest comes before a failure")
    func failure() async throws {
        let seen = Recorder<Int>()
        let flow = Flow(source: ProbeSource(0..<90, failing: TestFailure(number: 1))).latest()
        await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
        #expect(seen.elements.last == 89)
        #expect(seen.elements == seen.elements.sorted())
    }

    @Test("a satisfied consumer closes the source")
    func satisfied() async throws {
        let log = Recorder<ProbeSource.Event>()
        let (values, snapshot) = try await runToEnd(
            Graph { Flow(source: ProbeSource(log: log)).latest().prefix(3).collect() })
        #expect(values.count == 3)
        #expect(log.closings == 1)
        #expect(snapshot.isConserved)
    }

    @Test("the last element always comes, in every circumstance")
    func laws() async throws {
        try await OperatorLaws(Array(0..<500), gives: [499], nothing: [-1], beforeFailure: []) {
            $0.latest().reduce(-1) { $1 }.value
        }.check()
    }
}
