import Dataflow
import Testing

@Suite("max", .timeLimit(.minutes(5)))
struct MaxTests {
    @Test("it gives what the sequence's own method gives", arguments: [0, 1, 2, 1_000])
    func value(count: Int) async throws {
        let numbers = (0..<count).map { ($0 * 7_919 + 13) % 1_009 }
        #expect(try await Flow(numbers).max().run() == numbers.max())
        #expect(try await Flow(numbers).max { $0 % 10 < $1 % 10 }.run() == numbers.max { $0 % 10 < $1 % 10 })
    }

    @Test("it fails with upstream, and when the closure throws")
    func fails() async throws {
        let failing = Flow(source: ProbeSource(0..<5, failing: TestFailure(number: 1)))
        await #expect(throws: GraphError.self) { try await failing.max().run() }
        let throwing = Flow(0..<5).max { (_: Int, _: Int) throws -> Bool in throw TestFailure(number: 2) }
        await #expect(throws: GraphError.self) { try await throwing.run() }
    }
}
