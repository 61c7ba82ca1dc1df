import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("CircuitBreaker", .timeLimit(.minutes(5)))
struct CircuitBreakerTests {
    private let clock = TestClock()

    private func fail(_ breaker: CircuitBreaker) {
        #expect(throws: TestFailure.self) { try breaker.call { throw TestFailure() } }
    }

    @Test("after too many failures the call is not made, and the error says when it is tried again")
    func opens() async throws {
        let breaker = CircuitBreaker(after: .inARow(2), pause: .constant(.seconds(5)), clock: clock)
        for _ in 0..<2 { fail(breaker) }
        #expect(breaker.state == .open)
        clock.advance(by: .seconds(2))
        #expect(throws: CircuitOpen(retryAfter: .seconds(3))) {
            try breaker.call { _ = Issue.record("the call was made") }
        }
        clock.advance(by: .seconds(3))
        #expect(breaker.state == .halfOpen)
        #expect(try await breaker.call { await handedBack(7) } == 7)
        #expect(breaker.state == .closed)
    }

    @Test("calls that do not await go through it too")
    func synchronous() throws {
        let breaker = CircuitBreaker(after: .inARow(1), pause: .constant(.seconds(5)), clock: clock)
        func ask(_ fails: Bool) throws -> Int {
            try breaker.call {
                if fails { throw TestFailure() }
                return 3
            }
        }
        #expect(try ask(false) == 3)
        #expect(throws: TestFailure.self) { try ask(true) }
        #expect(throws: CircuitOpen(retryAfter: .seconds(5))) { try ask(false) }
    }

    @Test("an error that is not the service's failure leaves it closed")
    func others() async throws {
        let breaker = CircuitBreaker(after: .inARow(1), pause: .constant(.seconds(5)), clock: clock) { error in
            (error as? TestFailure)?.number != 4
        }
        await #expect(throws: TestFailure.self) {
            try await breaker.call {
                await Task.yield()
                throw TestFailure(number: 4)
            }
        }
        #expect(breaker.state == .closed)
        fail(breaker)
        #expect(breaker.state == .open)
    }

    @Test("a call that was cancelled says nothing; while one is tried, others hear so")
    func cancelled() async throws {
        let (breaker, gate) = (CircuitBreaker(after: .inARow(1), pause: .none, clock: clock), DataflowProbes.Gate())
        fail(breaker)
        let trial = Task { try await breaker.call { try await gate.wait() } }
        await gate.arrived(1)
        #expect(throws: CircuitOpen(retryAfter: nil)) { try breaker.call {} }
        trial.cancel()
        _ = await trial.result
        #expect(breaker.state == .halfOpen)
        try breaker.call {}
        #expect(breaker.state == .closed)
    }

    @Test("arguments that make no sense are an error for plain code and a finding in a graph")
    func limits() {
        let useless = [
            CircuitBreaker(after: .inARow(0), pause: .none),
            CircuitBreaker(after: .share(0, ofLast: 3), pause: .none),
            CircuitBreaker(after: .inARow(1), pause: .constant(.seconds(-1))),
        ]
        for breaker in useless {
            #expect(throws: InvalidCircuitBreaker.self) { try breaker.call {} }
            #expect(problems(of: Flow(0..<3).map(breaker: breaker) { $0 }.collect()).count == 1)
        }
    }
}
