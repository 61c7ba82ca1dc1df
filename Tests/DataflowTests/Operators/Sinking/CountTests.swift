import Dataflow
import Testing

@Suite("count", .timeLimit(.minutes(5)))
struct CountTests {
    @Test("count counts every element, anew in each run", arguments: [0, 1, 100_000])
    func counts(count: Int) async throws {
        let sink = Flow(0..<count).count()
        #expect(try await sink.run() == count)
        #expect(try await sink.run() == count)
    }
}
