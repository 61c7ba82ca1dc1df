import Dataflow
import Testing

@Suite("contains", .timeLimit(.minutes(5)))
struct ContainsTests {
    @Test("it is true with the first element for which the predicate holds, and wants no more")
    func finds() async throws {
        let log = Recorder<ProbeSource.Event>()
        let endless = Flow(source: ProbeSource(log: log)).capacity(1)
        #expect(try await endless.contains(5).run())
        #expect(try await endless.contains { $0 > 7 }.run())
        #expect(
            try await endless.contains {
                await Task.yield(); return $0 > 7
            }.run())
        #expect(log.closings == 3)
    }

    @Test("it is false when upstream completes without such an element")
    func finishes() async throws {
        #expect(try await !Flow(0..<5).contains(5).run())
        #expect(
            try await !Flow(0..<5).contains {
                await Task.yield(); return $0 > 7
            }.run())
        #expect(try await !Flow<Int>.empty().contains { _ in true }.run())
    }

    @Test("it fails with upstream, and when the predicate throws")
    func fails() async throws {
        let failing = Flow(source: ProbeSource(0..<5, failing: TestFailure(number: 1)))
        await #expect(throws: GraphError.self) { try await failing.contains(7).run() }
        let throwing = Flow(0..<5).contains { (_: Int) throws -> Bool in throw TestFailure(number: 2) }
        await #expect(throws: GraphError.self) { try await throwing.run() }
        #expect(try await !throwing.onFailure(.skip).run())
    }
}
