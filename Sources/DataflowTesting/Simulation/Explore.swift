/// Tries many schedules of a body, each decided by a seed, until one fails.
///
/// Some seeds are played twice, to make sure that nothing else decides. A failure is shortened to as few decisions
/// other than the default as possible.
/// - Parameters:
///   - seeds: the seeds; each gives one schedule.
///   - limit: the number of events after which a simulation counts as endless, at least 1.
///   - body: the code to simulate, see ``simulate(seed:limit:_:)``. It fails by throwing, and must start afresh each
///   time.
/// - Returns: how many schedules were played.
/// - Throws: ``SimulationFailure`` for the first seed that fails; ``SimulationDiverged``; `CancellationError` if the
///   calling task is cancelled.
@discardableResult
public func explore(
    seeds: Range<UInt64>, limit: Int = 100_000, _ body: @escaping @Sendable (Simulation) async throws -> Void
) async throws -> Exploration {
    let explorer = Explorer(limit: limit, body: body)
    for (tried, seed) in seeds.enumerated() {
        let trial = explorer.trial(Decider(seed: seed))
        if let error = trial.failure { throw try await explorer.report(trial, error, seed: seed, tried: tried) }
        if tried % Explorer.doubleCheck == 0 { try await explorer.checkRepeats(seed, tried: tried) }
        await breathe(tried)
    }
    return Exploration(schedules: seeds.count, isComplete: false)
}

/// Tries all schedules of a body: every order of moves, and each step with one element and with all available ones.
///
/// Only for very small bodies: two nodes that each step five times have hundreds of schedules, three have many
/// thousands.
/// - Parameters:
///   - schedules: the most schedules to play, at least 1.
///   - limit: the number of events after which a simulation counts as endless, at least 1.
///   - body: the code to simulate, see ``simulate(seed:limit:_:)``. It fails by throwing, and must start afresh each
///   time.
/// - Returns: how many schedules were played, and whether these are all.
/// - Throws: ``SimulationFailure`` for the first schedule that fails; `CancellationError` if the calling task is
///   cancelled.
@discardableResult
public func exhaustive(
    schedules: Int = 100_000, limit: Int = 10_000, _ body: @escaping @Sendable (Simulation) async throws -> Void
) async throws -> Exploration {
    let explorer = Explorer(limit: limit, body: body)
    var script: [Int]? = []
    var tried = 0
    while let current = script, tried < schedules {
        let trial = explorer.trial(Decider(script: current, budgetOptions: Budget.fewOptions))
        if let error = trial.failure { throw try await explorer.report(trial, error, seed: nil, tried: tried) }
        script = Odometer.next(after: trial.decisions)
        tried += 1
        await breathe(tried)
    }
    return Exploration(schedules: tried, isComplete: script == nil)
}

/// Yields the thread to other tasks now and then.
private func breathe(_ tried: Int) async {
    if tried % 64 == 63 { await Task.yield() }
}
