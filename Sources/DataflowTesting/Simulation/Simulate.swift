/// The result of a simulation.
public struct Simulated<Value: Sendable>: Sendable {
    /// The value that the body returned.
    public let value: Value
    /// Everything that happened.
    public let trace: SimulationTrace
    /// The decisions, for ``replay(_:limit:_:)``.
    public let schedule: String
}

/// Runs a body, with every graph that it runs, under one schedule: a seed decides what happens next, each time.
///
/// One thread does everything, in virtual time: which node steps and how many elements it takes, which task goes on,
/// when time passes. The same seed gives the same trace, event for event. The thread is the caller's, until the
/// simulation ends. A closure takes no time, unless it calls ``compute(for:)``.
/// - Parameters:
///   - seed: makes all decisions.
///   - limit: the number of events after which the simulation counts as endless, at least 1.
///   - body: the code to simulate; its tasks must all be child tasks, and sleep only on the simulation's clock.
/// - Returns: the value that the body returned, and the trace.
/// - Throws: ``SimulationFailure`` with the error that the body threw, ``ForeignWork``, ``EndlessSimulation``,
///   ``UnbalancedEdge`` or ``InvariantViolated``; `CancellationError` if the calling task is cancelled.
@discardableResult
public func simulate<Value: Sendable>(
    seed: UInt64, limit: Int = 100_000, _ body: @escaping @Sendable (Simulation) async throws -> Value
) async throws -> Simulated<Value> {
    try told(Trial(Decider(seed: seed), limit: limit, isWritten: true, body), seed: seed)
}

/// Runs a body under the decisions that a failure has printed; see ``simulate(seed:limit:_:)``.
///
/// - Parameters:
///   - schedule: the decisions as text.
///   - limit: the number of events after which the simulation counts as endless, at least 1.
///   - body: the code to simulate; it must be the same as when the decisions were made, or they mean something else.
/// - Returns: the value that the body returned, and the trace.
/// - Throws: as ``simulate(seed:limit:_:)``, and ``InvalidSchedule``.
@discardableResult
public func replay<Value: Sendable>(
    _ schedule: String, limit: Int = 100_000, _ body: @escaping @Sendable (Simulation) async throws -> Value
) async throws -> Simulated<Value> {
    guard let script = Schedule(text: schedule) else { throw InvalidSchedule(text: schedule) }
    return try told(Trial(Decider(script: script.choices), limit: limit, isWritten: true, body), seed: nil)
}

private func told<Value>(_ trial: Trial<Value>, seed: UInt64?) throws -> Simulated<Value> {
    let schedule = Schedule(trial.decisions).text
    switch trial.result {
    case .success(let value): return Simulated(value: value, trace: trial.trace, schedule: schedule)
    case .failure(let error):
        try Task.checkCancellation()
        throw SimulationFailure(underlying: error, seed: seed, schedule: schedule, trace: trial.trace, tried: 0)
    }
}
