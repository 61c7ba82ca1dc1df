import Dataflow
import Testing

@Suite("last", .timeLimit(.minutes(5)))
struct LastTests {
    @Test("last gives the last element, or nil for an empty flow")
    func last() async throws {
        #expect(try await Flow(0..<1_000).last().run() == 999)
        #expect(try await Flow<Int>.empty().last().run() == nil)
    }

    @Test("a failure leaves no value")
    func failure() async throws {
        let sink = Flow(source: ProbeSource(0..<3, failing: TestFailure(number: 1))).last()
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
    }
}
