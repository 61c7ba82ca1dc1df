import Dataflow
import DataflowTesting
import Testing

@Suite("empty", .timeLimit(.minutes(5)))
struct EmptyTests {
    @Test("T5: empty completes without an element")
    func completes() async throws {
        let (value, snapshot) = try await runToEnd(Graph { Flow<Int>.empty().collect() })
        #expect(value == [])
        #expect(snapshot["empty"]?.emitted == 0)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles([], gives: "|") { _ in Flow<String>.empty() }
    }
}
