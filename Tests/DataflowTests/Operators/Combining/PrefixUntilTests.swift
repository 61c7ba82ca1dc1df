import Dataflow
import DataflowTesting
import Testing

@Suite("prefix(until:)", .timeLimit(.minutes(5)))
struct PrefixUntilTests {
    @Test("until a flow that gives nothing it keeps the laws of every operator", arguments: [true, false])
    func laws(isOpen: Bool) async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input) { $0.prefix(until: isOpen ? Flow<Int>.never() : .empty()) }.check()
    }

    @Test(
        "it ends with the other flow's first element, and goes on when that completes without one",
        arguments: [
            (["--a--b--c--d--|", "-------z--|"], "--a--b-|"), (["-", "--z"], "--|"), (["-a-b-|", "--|"], "-a-b-|"),
            (["--a--|", "-------x--|"], "--a--|"), (["-a-#", "---------x"], "-a-#"), (["-a---", "--#"], "-a#"),
        ])
    func marbles(sources: [String], expected: String) async throws {
        try await expectMarbles(sources, gives: expected) { $0[0].prefix(until: $0[1]) }
    }

    @Test("R10 both flows are cancelled then, although downstream has no room")
    func cancels() async throws {
        let log = Recorder<ProbeSource.Event>()
        let end = TestSource<Int>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(2)
        let sink = TestSink<Int>()
        try await Graph { sink.sink(endless.prefix(until: end.flow).capacity(1)) }.run { run in
            try await run.comeToRest()
            #expect(log.closings == 0)
            try await end.send(1)
            try await run.comeToRest()
            #expect(log.closings == 1)
            #expect("\(try await end.expectCancellation())" == "finished")
            sink.requestAll()
            try await sink.expect(0)
        }
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles(["a-b-c-d|", "---x"], gives: "a-b|") { $0[0].prefix(until: $0[1]) }
    }
}
