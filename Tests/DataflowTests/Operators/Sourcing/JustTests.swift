import Dataflow
import DataflowTesting
import Testing

@Suite("just", .timeLimit(.minutes(5)))
struct JustTests {
    @Test("just emits its element and completes, in every run")
    func emits() async throws {
        let sink = Flow.just("one").collect()
        #expect(try await sink.run() == ["one"])
        #expect(try await sink.run() == ["one"])
    }

    @Test("an optional element may be nil")
    func optional() async throws {
        #expect(try await Flow<Int?>.just(nil).collect().run() == [nil])
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles([], gives: "(a|)") { _ in Flow.just("a") }
    }
}
