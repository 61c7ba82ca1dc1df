import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("retry with a policy", .timeLimit(.minutes(5)))
struct RetryPolicyTests {
    /// The pauses after so many failures, each attempt fruitful or not.
    private func pauses(
        _ policy: RetryPolicy, _ failures: Int, part: Double = 0, lived: Duration = .zero, isFruitful: Bool = true
    ) -> [Duration?] {
        var pacing = RetryPacing(policy)
        return (0..<failures).map { _ in
            pacing.next(after: TestFailure(), isFruitful: isFruitful, lived: lived, part: part)
        }
    }

    @Test("pauses grow up to a limit, and chance shortens them")
    func pauses() {
        let backoff = Backoff.exponential(from: .seconds(1), factor: 3, limit: .seconds(20), jitter: 0.5)
        let policy = RetryPolicy(attempts: 6, backoff: backoff)
        #expect(pauses(policy, 6) == [.seconds(1), .seconds(3), .seconds(9), .seconds(20), .seconds(20), nil])
        #expect(pauses(policy, 3, part: 1) == [.seconds(0.5), .seconds(1.5), .seconds(4.5)])
        #expect(pauses(RetryPolicy(attempts: 3), 3) == [.zero, .zero, nil])
        #expect(pauses(RetryPolicy(attempts: 1), 1) == [nil])
        let endless = RetryPolicy(attempts: .max, backoff: .exponential(from: .seconds(1), factor: 1e300))
        #expect(pauses(endless, 400).last == .seconds(60))
    }

    @Test("attempts and pauses start over after one that gave an element and lived long enough")
    func resets() {
        var policy = RetryPolicy(attempts: 3, backoff: .exponential(from: .seconds(1), jitter: 0))
        policy.resetAfter = .seconds(5)
        #expect(pauses(policy, 4, lived: .seconds(5)) == Array(repeating: .seconds(1), count: 4))
        #expect(pauses(policy, 3, lived: .seconds(4)) == [.seconds(1), .seconds(2), nil])
        #expect(pauses(policy, 3, lived: .seconds(9), isFruitful: false) == [.seconds(1), .seconds(2), nil])
    }

    @Test("an error that is not worth it ends it at once")
    func refuses() {
        let policy = RetryPolicy(attempts: 9) { ($0 as? TestFailure)?.number != 0 }
        #expect(pauses(policy, 1) == [nil])
    }

    @Test(
        "bad arguments are findings",
        arguments: [
            (RetryPolicy(attempts: 0), "0 attempts never begin; 1 is no retry."),
            (RetryPolicy(attempts: 2, resetAfter: .seconds(-1)), "an attempt cannot live for -1.0 seconds."),
            (
                RetryPolicy(attempts: 2, backoff: .constant(.seconds(-1))),
                "a pause of -1.0 seconds is less than no time."
            ),
            (
                RetryPolicy(attempts: 2, backoff: .exponential(from: .seconds(1), factor: .nan)),
                "pauses cannot grow by a factor of nan; 1 is the least."
            ),
            (
                RetryPolicy(attempts: 2, backoff: .exponential(from: .seconds(2), limit: .seconds(1))),
                "a limit of 1.0 seconds is less than the first pause."
            ),
            (
                RetryPolicy(attempts: 2, backoff: .exponential(from: .seconds(2), jitter: 1.5)),
                "a jitter of 1.5 is not from 0 to 1."
            ),
        ])
    func findings(policy: RetryPolicy, problem: String) {
        #expect(problems(of: Flow(1...3).retry(policy).ignore()) == [problem])
        #expect(
            problems(of: Flow(1...3).map(attempts: policy.attempts, backoff: policy.backoff) { $0 }.ignore()).count <= 1
        )
    }

    /// When each attempt of a flow begins that always fails, in the virtual time of a simulation.
    private func moments(_ policy: RetryPolicy, seed: UInt64 = 1) async throws -> [Duration] {
        try await simulate(seed: seed) { simulation in
            let moments = Recorder<Duration>()
            let (clock, start) = (simulation.clock, simulation.clock.now)
            let flow = Flow<Int> { _ in
                moments.record(start.duration(to: clock.now))
                throw TestFailure()
            }
            try? await flow.retry(policy).ignore().run()
            return moments.elements
        }.value
    }

    @Test("a flow starts over after each pause, in virtual time")
    func pausing() async throws {
        let backoff = Backoff.exponential(from: .seconds(1), limit: .seconds(3), jitter: 0)
        let seen = try await moments(RetryPolicy(attempts: 5, backoff: backoff))
        #expect(seen == [.zero, .seconds(1), .seconds(3), .seconds(6), .seconds(9)])
    }

    @Test("what came before a failure stays, and an attempt that completes ends it")
    func completes() async throws {
        let attempts = Counter()
        let flow = Flow<Int> { emit in
            let attempt = attempts.add()
            try await emit(attempt)
            if attempt < 4 { throw TestFailure(number: attempt) }
        }
        let policy = RetryPolicy(attempts: 9, backoff: .constant(.milliseconds(1)))
        #expect(try await flow.retry(policy).collect().run() == [1, 2, 3, 4])
    }

    @Test("it gives up with the last failure, after as many attempts as the policy allows")
    func givesUp() async throws {
        let log = Recorder<ProbeSource.Event>()
        let failing = Flow(source: ProbeSource(0..<3, failing: TestFailure(number: 8), log: log)).named("failing")
        let error = await #expect(throws: GraphError.self) {
            try await failing.retry(RetryPolicy(attempts: 3)).ignore().run()
        }
        #expect(error?.node == "retry#3/failing")
        #expect(log.closings == 3)
    }

    @Test("a pause ends at once when the run is cancelled or drains", arguments: [true, false])
    func ends(isDrain: Bool) async throws {
        let log = Recorder<ProbeSource.Event>()
        let failing = Flow(source: ProbeSource(0..<3, failing: TestFailure(number: 8), log: log))
        let policy = RetryPolicy(attempts: 9, backoff: .constant(.seconds(3_600)))
        let clock = TestClock()
        await #expect(throws: (any Error).self) {
            try await Graph { failing.retry(policy).ignore() }.run(clock: clock) { run in
                try await run.comeToRest()
                #expect(log.closings == 1)
                if isDrain { try await run.drain() } else { run.cancel() }
                _ = try await run.value
            }
        }
        #expect(log.closings == 1)
    }

    @Test("in a simulation the seed decides the jitter")
    func seeded() async throws {
        let policy = RetryPolicy(attempts: 4, backoff: .exponential(from: .seconds(1), jitter: 1))
        let first = try await moments(policy)
        #expect(first.count == 4)
        #expect(try await moments(policy) == first)
        var all: Set<[Duration]> = []
        for seed in 2..<8 { all.insert(try await moments(policy, seed: UInt64(seed))) }
        #expect(all.count > 1)
    }
}
