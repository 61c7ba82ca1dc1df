import Dataflow
import Testing

@Suite("collect", .timeLimit(.minutes(5)))
struct CollectTests {
    @Test("collect gathers everything in order, anew in each run")
    func collects() async throws {
        let sink = Flow(0..<1_000).capacity(3).collect()
        #expect(try await sink.run() == Array(0..<1_000))
        #expect(try await sink.run() == Array(0..<1_000))
        #expect(try await Flow<Int>.empty().collect().run() == [])
    }

    @Test("a failure leaves no value")
    func failure() async throws {
        let sink = Flow(source: ProbeSource(0..<3, failing: TestFailure(number: 1))).collect()
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 1))
    }
}
