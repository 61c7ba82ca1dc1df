import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("dropFirst(until:)", .timeLimit(.minutes(5)))
struct DropFirstUntilTests {
    @Test(
        "it lets through what comes after the other flow's first element",
        arguments: [
            (["--a--b--c--d--e--|", "---------x----|"], "-----------d--e--|"),
            (["--a--b--c--|", "------|"], "-----------|"), (["--a--b--|", "-"], "--------|"), (["-", "---#"], "---#"),
            (["-a-b-#", "--x"], "---b-#"), (["-a-b-#", "-"], "-----#"), (["-a-b-c|", "--(xyz)-#"], "---b-c|"),
        ])
    func marbles(sources: [String], expected: String) async throws {
        try await expectMarbles(sources, gives: expected) { $0[0].dropFirst(until: $0[1]) }
    }

    @Test("what it leaves out is counted, and the other flow is cancelled with its first element")
    func counts() async throws {
        let (source, start) = (TestSource<Int>(capacity: 8), TestSource<Int>(capacity: 8))
        let sink = TestSink<Int>()
        let dropped = try await Graph { sink.sink(source.flow.dropFirst(until: start.flow).named("late")) }.run { run in
            sink.requestAll()
            try await source.send(1, 2, 3)
            try await sink.expectNothing()
            try await start.send(0)
            try await sink.expectNothing()
            #expect("\(try await start.expectCancellation())" == "finished")
            try await source.send(4, 5)
            try await sink.expect(4, 5)
            source.finish()
            try await sink.expectCompletion()
            return run.snapshot().node("late")?.dropped
        }
        #expect(dropped == 3)
    }

    @Test("a satisfied consumer cancels both flows")
    func satisfied() async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(2)
        let other = concat(Flow.just(1), .never())
        #expect(try await endless.dropFirst(until: other).prefix(3).count().run() == 3)
        #expect(log.closings == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a-b-c-d|", "---x"], gives: "----c-d|") { $0[0].dropFirst(until: $0[1]) }
    }
}
