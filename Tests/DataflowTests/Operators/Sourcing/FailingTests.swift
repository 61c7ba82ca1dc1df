import Dataflow
import DataflowTesting
import Testing

@Suite("failing", .timeLimit(.minutes(5)))
struct FailingTests {
    @Test("T6: failing fails with its error and without an element, and names its line")
    func fails() async throws {
        let seen = Recorder<Int>()
        let line = #line + 1
        let sink = Flow<Int>.failing(TestFailure(number: 4)).forEach { seen.record($0) }
        let error = await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(error?.underlying as? TestFailure == TestFailure(number: 4))
        #expect(error?.node == "failing")
        #expect(error?.site.line == line)
        #expect(seen.elements == [])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles([], gives: "#") { _ in Flow<String>.failing(TestFailure()) }
    }
}
