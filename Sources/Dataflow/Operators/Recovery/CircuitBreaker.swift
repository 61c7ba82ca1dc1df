/// Spares a service that fails: after too many failures, calls are not made for a while, and fail at once.
///
///     let billing = CircuitBreaker(after: .inARow(5), pause: .exponential(from: .seconds(1)))
///     let receipts = orders.map(breaker: billing, concurrency: 8) { try await charge($0) }
///     let balance = try await billing.call { try await load(account) }
///
/// Nodes, graphs and plain code that call the same service share one. When the pause is over, one call is tried: if it
/// succeeds, all are made again; if it fails, there is another pause. Calls that began before the last change, and calls
/// that were cancelled, say nothing.
public final class CircuitBreaker: Sendable {
    private let circuit: Guarded<Circuit>
    private let clock: EngineClock.Origin
    private let conductor = Conducting.current
    private let isFailure: @Sendable (any Error) -> Bool
    /// What is wrong with the arguments, or nil.
    let problem: String?

    /// Makes a breaker that lets every call through at first.
    ///
    /// - Parameters:
    ///   - threshold: how many failures are too many.
    ///   - pause: how long no call is made, at least zero; the pauses grow while calls that are tried fail.
    ///   - clock: the breaker's clock. A breaker made in a simulation has the simulation's time.
    ///   - isFailure: whether an error is the service's failure; others, like a request that was wrong, count as success.
    public init(
        after threshold: FailureThreshold, pause: Backoff, clock: any Clock<Duration> = ContinuousClock(),
        isFailure: @escaping @Sendable (any Error) -> Bool = { _ in true }
    ) {
        problem = threshold.problem ?? pause.problem
        self.isFailure = isFailure
        self.clock = (conductor.map { EngineClock($0.time) } ?? EngineClock(clock)).start()
        circuit = Guarded(Circuit(threshold, pause))
    }

    /// What it does with calls now.
    public var state: CircuitState {
        let now = clock.now()
        return circuit.withLock { $0.state(now: now) }
    }

    /// Makes a call, unless calls failed too often.
    ///
    /// - Parameter body: the call; it runs where the caller does.
    /// - Throws: what `body` throws; ``CircuitOpen`` if the call is not made; ``InvalidCircuitBreaker``.
    public nonisolated(nonsending) func call<Value>(
        _ body: nonisolated(nonsending) () async throws -> Value
    ) async throws -> Value {
        let call = try begin()
        do {
            let value = try await body()
            end(call, .success)
            return value
        } catch {
            end(call, outcome(of: error))
            throw error
        }
    }

    /// Makes a call that does not await, unless calls failed too often.
    ///
    /// - Parameter body: the call.
    /// - Throws: what `body` throws; ``CircuitOpen`` if the call is not made; ``InvalidCircuitBreaker``.
    public func call<Value>(_ body: () throws -> Value) throws -> Value {
        let call = try begin()
        do {
            let value = try body()
            end(call, .success)
            return value
        } catch {
            end(call, outcome(of: error))
            throw error
        }
    }

    private func begin() throws -> Circuit.Call {
        if let problem { throw InvalidCircuitBreaker(problem: problem) }
        let now = clock.now()
        return try circuit.withLock { $0.begin(now: now) }.get()
    }

    private func outcome(of error: any Error) -> Circuit.Outcome {
        if Task.isCancelled { return .none }
        return isFailure(error) ? .failure : .success
    }

    private func end(_ call: Circuit.Call, _ outcome: Circuit.Outcome) {
        let now = clock.now()
        // Only a failure can begin a pause.
        let part = outcome == .failure ? chance(under: conductor) : 0
        circuit.withLock { $0.end(call, outcome, now: now, part: part) }
    }
}

/// What a circuit breaker does with calls.
public enum CircuitState: Sendable, Equatable {
    /// It makes them.
    case closed
    /// It makes none: they fail with ``CircuitOpen``.
    case open
    /// It tries one.
    case halfOpen
}
