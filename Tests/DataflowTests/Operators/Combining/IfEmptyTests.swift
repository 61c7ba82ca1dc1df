import Dataflow
import DataflowTesting
import Testing

@Suite("ifEmpty", .timeLimit(.minutes(5)))
struct IfEmptyTests {
    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<1_000)
        try await OperatorLaws(input, gives: input, nothing: [7]) { $0.ifEmpty(7) }.check()
        try await OperatorLaws(input, gives: input, nothing: [7, 8]) { $0.ifEmpty(Flow([7, 8])) }.check()
    }

    @Test(
        "only a flow that completes without an element is replaced",
        arguments: [("--|", "--(x|)"), ("-a-|", "-a-|"), ("--#", "--#"), ("-a#", "-a#"), ("-", "-")])
    func element(source: String, expected: String) async throws {
        try await expectMarbles(source, gives: expected) { $0.ifEmpty("x") }
        try await expectMarbles(source, gives: expected) { $0.ifEmpty(.just("x")) }
    }

    @Test("the other flow starts when this one has turned out to be empty, or never")
    func lazily() async throws {
        let log = Recorder<ProbeSource.Event>()
        let other = Flow(source: ProbeSource(0..<3, log: log))
        #expect(try await Flow([1]).ifEmpty(other).collect().run() == [1])
        #expect(log.pulls == 0)
        #expect(try await Flow<Int>.empty().ifEmpty(other).collect().run() == [0, 1, 2])
        let failing = Flow<Int>.empty().ifEmpty(.failing(TestFailure(number: 2)))
        let error = await #expect(throws: GraphError.self) { try await failing.collect().run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 2))
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("---|", gives: "---(x|)") { $0.ifEmpty("x") }
    }
}
