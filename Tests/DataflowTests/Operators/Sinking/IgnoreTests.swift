import Dataflow
import Testing

@Suite("ignore", .timeLimit(.minutes(5)))
struct IgnoreTests {
    @Test("ignore takes every element")
    func takesAll() async throws {
        let log = Recorder<ProbeSource.Event>()
        try await Flow(source: ProbeSource(0..<500, log: log)).ignore().run()
        #expect(log.pulls == 500)
        #expect(log.closings == 1)
    }

    @Test("ignore does not ignore a failure")
    func failure() async throws {
        let sink = Flow(source: ProbeSource(0..<3, failing: TestFailure(number: 1))).ignore()
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
    }
}
