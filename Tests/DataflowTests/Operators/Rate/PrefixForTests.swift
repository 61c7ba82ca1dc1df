import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("prefix(for:)", .timeLimit(.minutes(5)))
struct PrefixForTests {
    @Test(
        "keeps what comes within the time, and ends then; R6 what comes in that moment is left out",
        arguments: [("-a-b-c-d-", "-a-b-|"), ("-a-|", "-a-|"), ("-a#", "-a#"), ("--------", "-----|")])
    func kept(input: String, output: String) async throws {
        try await expectMarbles(input, gives: output) { $0.prefix(for: .seconds(5)) }
    }

    @Test("C1 it ends on time before a busy consumer, and closes the source")
    func busy() async throws {
        let log = Recorder<ProbeSource.Event>()
        let (sink, clock) = (TestSink<Int>(), TestClock())
        let flow = Flow(source: ProbeSource(log: log)).capacity(2).prefix(for: .seconds(5)).capacity(2)
        try await Graph { sink.sink(flow) }.run(clock: clock) { run in
            try await sink.expectNothing()
            clock.advance(by: .seconds(5))
            try await sink.expectNothing()
            #expect(log.closings == 1)
            sink.requestAll()
            try await sink.expect(0, 1)
            try await sink.expectCompletion()
        }
    }

    @Test("with time enough it keeps the laws of every operator; with none nothing comes")
    func laws() async throws {
        let input = Array(0..<500)
        try await OperatorLaws(input, gives: input) { $0.prefix(for: .seconds(3_600)) }.check()
        try await OperatorLaws(input, gives: [], isSatisfied: true) { $0.prefix(for: .zero) }.check()
    }

    @Test("a negative time is found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).prefix(for: .seconds(-1)).collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("-a-b-c-d-", gives: "-a-b-|") { $0.prefix(for: .seconds(5)) }
    }
}
