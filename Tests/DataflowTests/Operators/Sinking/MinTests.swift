import Dataflow
import Testing

@Suite("min", .timeLimit(.minutes(5)))
struct MinTests {
    @Test("it gives what the sequence's own method gives", arguments: [0, 1, 2, 1_000])
    func value(count: Int) async throws {
        let numbers = (0..<count).map { ($0 * 7_919 + 13) % 1_009 }
        #expect(try await Flow(numbers).min().run() == numbers.min())
        #expect(try await Flow(numbers).min { $0 % 10 < $1 % 10 }.run() == numbers.min { $0 % 10 < $1 % 10 })
    }

    @Test("it fails with upstream, and when the closure throws")
    func fails() async throws {
        let failing = Flow(source: ProbeSource(0..<5, failing: TestFailure(number: 1)))
        await #expect(throws: GraphError.self) { try await failing.min().run() }
        let throwing = Flow(0..<5).min { (_: Int, _: Int) throws -> Bool in throw TestFailure(number: 2) }
        await #expect(throws: GraphError.self) { try await throwing.run() }
    }
}
