import Dataflow
import Testing

@Suite("first", .timeLimit(.minutes(5)))
struct FirstTests {
    @Test("T37: first takes one element, closes the source and does not wait for more")
    func takesOne() async throws {
        let log = Recorder<ProbeSource.Event>()
        let (value, snapshot) = try await runToEnd(Graph { Flow(source: ProbeSource(log: log)).first() })
        #expect(value == 0)
        #expect(snapshot["first"]?.received == 1)
        #expect(log.closings == 1)
        #expect(try await concat(.just(7), .never()).first().run() == 7)
    }

    @Test("an empty flow gives nil")
    func empty() async throws {
        #expect(try await Flow<Int>.empty().first().run() == nil)
    }

    @Test("a failure before the first element fails the run, one after it is not waited for")
    func failure() async throws {
        let error = await #expect(throws: GraphError.self) { try await Flow<Int>.failing(TestFailure()).first().run() }
        #expect(error?.underlying as? TestFailure == TestFailure())
        #expect(try await Flow(source: ProbeSource(0..<1, failing: TestFailure())).first().run() == 0)
    }
}
