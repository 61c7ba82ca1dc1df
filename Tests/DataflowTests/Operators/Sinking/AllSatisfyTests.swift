import Dataflow
import Testing

@Suite("allSatisfy", .timeLimit(.minutes(5)))
struct AllSatisfyTests {
    @Test("it is false with the first element for which the predicate does not hold, and wants no more")
    func finds() async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(1)
        #expect(try await !endless.allSatisfy { $0 < 7 }.run())
        #expect(
            try await !endless.allSatisfy {
                await Task.yield(); return $0 < 7
            }.run())
        #expect(log.closings == 2)
    }

    @Test("it is true when upstream completes without such an element")
    func finishes() async throws {
        #expect(try await Flow(0..<5).allSatisfy { $0 < 5 }.run())
        #expect(
            try await Flow(0..<5).allSatisfy {
                await Task.yield(); return $0 < 5
            }.run())
        #expect(try await Flow<Int>.empty().allSatisfy { _ in false }.run())
    }

    @Test("it fails with upstream")
    func fails() async throws {
        let failing = Flow(source: ProbeSource(0..<5, failing: TestFailure(number: 1)))
        await #expect(throws: GraphError.self) { try await failing.allSatisfy { _ in true }.run() }
    }
}
