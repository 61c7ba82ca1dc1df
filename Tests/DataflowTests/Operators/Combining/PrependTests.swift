import Dataflow
import DataflowTesting
import Testing

@Suite("prepend", .timeLimit(.minutes(5)))
struct PrependTests {
    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: [7, 8] + input, nothing: [7, 8]) { $0.prepend(7, 8) }.check()
        try await OperatorLaws(input, gives: [7] + input, nothing: [7]) { $0.prepend(.just(7)) }.check()
    }

    @Test("after a failure of what comes first this flow never starts")
    func failure() async throws {
        let log = Recorder<ProbeSource.Event>()
        let sink = Flow(source: ProbeSource(log: log)).prepend(.failing(TestFailure())).ignore()
        await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(log.pulls == 0)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("-a-b|", gives: "xa-b|") { $0.prepend("x") }
    }
}
