import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("map(breaker:)", .timeLimit(.minutes(5)))
struct MapBreakerTests {
    private let calls = DataflowProbes.Recorder<String>()

    private func unsteady(_ letter: String) throws -> String {
        calls.record(letter)
        if letter == "x" { throw TestFailure() }
        return letter.uppercased()
    }

    @Test("while it is open elements fail without a call; then one is tried")
    func open() async throws {
        let clock = TestClock()
        let breaker = CircuitBreaker(after: .inARow(2), pause: .constant(.seconds(3)), clock: clock)
        try await expectMarbles("axxbc-dxxe-f|", gives: "A-----D----F|", clock: clock) { [self] in
            $0.map(breaker: breaker) { try unsteady($0) }.onFailure(.skip)
        }
        #expect(calls.elements.joined() == "axxdxxf")
    }

    @Test("with a closure that awaits it is the same")
    func awaiting() async throws {
        let clock = TestClock()
        let breaker = CircuitBreaker(after: .inARow(2), pause: .constant(.seconds(3)), clock: clock)
        try await expectMarbles("axxbc-dxxe-f|", gives: "A-----D----F|", clock: clock) { [self] in
            $0.map(breaker: breaker, concurrency: 2) { try await handedBack(unsteady($0)) }.onFailure(.skip)
        }
        #expect(calls.elements.joined() == "axxdxxf")
    }

    @Test("without a policy the error ends the flow")
    func fails() async throws {
        let breaker = CircuitBreaker(after: .inARow(1), pause: .constant(.seconds(3)), clock: TestClock())
        let flow = Flow(["x"]).map(breaker: breaker) { [self] in try unsteady($0) }
        let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(error?.underlying is TestFailure)
        let again = await #expect(throws: GraphError.self) { try await flow.collect().run() }
        #expect(again?.underlying is CircuitOpen, "two runs share the breaker")
    }

    @Test("it keeps the laws of every operator")
    func laws() async throws {
        let input = Array(0..<300)
        let breaker = CircuitBreaker(after: .inARow(1), pause: .none)
        try await OperatorLaws(input, gives: input.map { $0 + 1 }) { $0.map(breaker: breaker) { $0 + 1 } }.check()
        try await OperatorLaws(input, gives: input.map { $0 + 1 }) {
            $0.map(breaker: breaker, concurrency: 3) { await handedBack($0 + 1) }
        }.check()
    }
}
