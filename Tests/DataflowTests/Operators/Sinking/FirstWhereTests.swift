import Dataflow
import Testing

@Suite("first(where:)", .timeLimit(.minutes(5)))
struct FirstWhereTests {
    @Test("it gives the first element for which the predicate holds, and wants no more")
    func finds() async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(1)
        #expect(try await endless.first { $0 > 5 && $0 % 2 == 0 }.run() == 6)
        #expect(
            try await endless.first {
                await Task.yield(); return $0 > 7
            }.run() == 8)
        #expect(log.closings == 2)
    }

    @Test("it gives nil when there is none, and fails with upstream before")
    func none() async throws {
        #expect(try await Flow(0..<5).first { $0 > 7 }.run() == nil)
        #expect(
            try await Flow(0..<5).first {
                await Task.yield(); return $0 > 7
            }.run() == nil)
        let failing = Flow(source: ProbeSource(0..<5, failing: TestFailure(number: 1)))
        await #expect(throws: GraphError.self) { try await failing.first { $0 > 7 }.run() }
        #expect(try await failing.first { $0 == 2 }.run() == 2)
    }
}
