@testable import Dataflow
import Testing

@Suite("The decisions of a circuit breaker")
struct CircuitTests {
    private var circuit = Circuit(.inARow(2), .exponential(from: .seconds(10), limit: .seconds(30), jitter: 0.5))

    private mutating func call(_ outcome: Circuit.Outcome, at second: Int, part: Double = 0) throws {
        let call = try circuit.begin(now: .seconds(second)).get()
        circuit.end(call, outcome, now: .seconds(second), part: part)
    }

    private mutating func refusal(at second: Int) -> CircuitOpen? {
        if case .failure(let refusal) = circuit.begin(now: .seconds(second)) { refusal } else { nil }
    }

    @Test("a success between failures forgives; too many in a row open it")
    mutating func opens() throws {
        for outcome in [Circuit.Outcome.failure, .success, .failure, .none] { try call(outcome, at: 0) }
        #expect(circuit.state(now: .zero) == .closed)
        try call(.failure, at: 1)
        #expect(circuit.state(now: .seconds(1)) == .open)
        #expect(refusal(at: 4) == CircuitOpen(retryAfter: .seconds(7)))
    }

    @Test("after the pause one call is tried at a time; a success closes it")
    mutating func closes() throws {
        for _ in 0..<2 { try call(.failure, at: 0) }
        #expect(circuit.state(now: .seconds(10)) == .halfOpen)
        let trial = try circuit.begin(now: .seconds(10)).get()
        #expect(refusal(at: 11) == CircuitOpen(retryAfter: nil))
        circuit.end(trial, .success, now: .seconds(12), part: 0)
        #expect(circuit.state(now: .seconds(12)) == .closed)
        try call(.failure, at: 12)
        #expect(circuit.state(now: .seconds(12)) == .closed, "the count has started over")
    }

    @Test("while trials fail the pauses grow up to their limit; after a success they start over")
    mutating func pauses() throws {
        for _ in 0..<2 { try call(.failure, at: 0) }
        try call(.failure, at: 10)
        #expect(refusal(at: 10) == CircuitOpen(retryAfter: .seconds(20)))
        try call(.failure, at: 30)
        try call(.failure, at: 60, part: 1)
        #expect(refusal(at: 60) == CircuitOpen(retryAfter: .seconds(15)), "half of the pause is left to chance")
        try call(.success, at: 75)
        for _ in 0..<2 { try call(.failure, at: 75) }
        #expect(refusal(at: 75) == CircuitOpen(retryAfter: .seconds(10)))
    }

    @Test("a trial that was cancelled says nothing: another is tried")
    mutating func cancelled() throws {
        for _ in 0..<2 { try call(.failure, at: 0) }
        try call(.none, at: 10)
        #expect(circuit.state(now: .seconds(10)) == .halfOpen)
        try call(.success, at: 10)
        #expect(circuit.state(now: .seconds(10)) == .closed)
    }

    @Test("what becomes of a call that began before the last change means nothing")
    mutating func late() throws {
        let early = try (0..<4).map { _ in try circuit.begin(now: .zero).get() }
        for call in early[..<2] { circuit.end(call, .failure, now: .seconds(1), part: 0) }
        circuit.end(early[2], .success, now: .seconds(2), part: 0)
        #expect(circuit.state(now: .seconds(2)) == .open)
        let trial = try circuit.begin(now: .seconds(11)).get()
        circuit.end(early[3], .failure, now: .seconds(11), part: 0)
        #expect(circuit.state(now: .seconds(11)) == .halfOpen)
        circuit.end(trial, .success, now: .seconds(11), part: 0)
        #expect(circuit.state(now: .seconds(11)) == .closed)
    }
}
