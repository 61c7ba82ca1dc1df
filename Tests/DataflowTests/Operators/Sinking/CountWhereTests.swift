import Dataflow
import Testing

@Suite("count(where:)", .timeLimit(.minutes(5)))
struct CountWhereTests {
    @Test("it counts the elements for which the predicate holds")
    func counts() async throws {
        #expect(try await Flow(0..<1_000).count { $0 % 3 == 0 }.run() == 334)
        #expect(
            try await Flow(0..<100).count {
                await Task.yield(); return $0 % 3 == 0
            }.run() == 34)
        #expect(try await Flow<Int>.empty().count { _ in true }.run() == 0)
    }

    @Test("it fails with upstream, and leaves out elements whose predicate throws if it should")
    func fails() async throws {
        let failing = Flow(source: ProbeSource(0..<5, failing: TestFailure(number: 1)))
        await #expect(throws: GraphError.self) { try await failing.count { $0 > 2 }.run() }
        let sink = Flow(0..<5).count { (number: Int) throws -> Bool in
            if number == 2 { throw TestFailure(number: 2) }
            return true
        }
        await #expect(throws: GraphError.self) { try await sink.run() }
        #expect(try await sink.onFailure(.skip).run() == 4)
    }
}
