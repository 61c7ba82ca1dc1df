import Dataflow
import DataflowTesting
import Testing

@Suite("replaceError", .timeLimit(.minutes(5)))
struct ReplaceErrorTests {
    @Test(
        "an element comes in place of a failure, then completion",
        arguments: [("-a-#", "-a-(x|)"), ("#", "(x|)"), ("-a-|", "-a-|"), ("-a", "-a")])
    func marbles(source: String, expected: String) async throws {
        try await expectMarbles(source, gives: expected) { $0.replaceError(with: "x") }
    }

    @Test("runs share nothing")
    func twice() async throws {
        let sink = Flow(source: ProbeSource(0..<2, failing: TestFailure())).replaceError(with: 9).collect()
        async let first = sink.run()
        let second = try await sink.run()
        #expect(try await [first, second] == [[0, 1, 9], [0, 1, 9]])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b#", gives: "a-b(x|)") { $0.replaceError(with: "x") }
    }
}
