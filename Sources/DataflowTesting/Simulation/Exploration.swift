/// The result of many schedules, none of which failed.
public struct Exploration: Sendable, Equatable {
    /// How many schedules were played.
    public let schedules: Int
    /// Whether these are all possible schedules.
    public let isComplete: Bool
}

/// Plays one schedule after the other, and shortens the first failure.
struct Explorer {
    /// After this many seeds, one is played twice, and must do the same both times.
    static let doubleCheck = 512

    let limit: Int
    let body: Trial<Void>.Body

    func trial(_ decider: Decider, isWritten: Bool = false) -> Trial<Void> {
        Trial(decider, limit: limit, isWritten: isWritten, body)
    }

    func checkRepeats(_ seed: UInt64, tried: Int) async throws {
        let first = trial(Decider(seed: seed), isWritten: true)
        let second = trial(Decider(seed: seed), isWritten: true)
        try Task.checkCancellation()
        // Foreign work that is only sometimes seen in time explains more than the difference that it makes.
        for trial in [first, second] {
            if let work = trial.failure as? ForeignWork {
                throw try await report(trial, work, seed: seed, tried: tried)
            }
        }
        if let difference = SimulationDiverged(seed: seed, first.trace, second.trace) { throw difference }
    }

    /// The error to throw for a failed trial.
    func report(_ failed: Trial<Void>, _ error: any Error, seed: UInt64?, tried: Int) async throws -> SimulationFailure
    {
        try Task.checkCancellation()
        if error is ForeignWork {
            // Decisions cannot shorten a failure that no decision causes, and it may not come again.
            return SimulationFailure(
                underlying: error, seed: seed, schedule: Schedule(failed.decisions).text, trace: failed.trace,
                tried: tried)
        }
        let kind = Self.kind(of: error)
        var shrinker = Shrinker(Schedule(failed.decisions)) { schedule in
            let trial = trial(Decider(script: schedule.choices))
            return trial.failure.map(Self.kind) == kind ? Schedule(trial.decisions) : nil
        }
        await shrinker.shrink()
        let last = trial(Decider(script: shrinker.best.choices), isWritten: true)
        try Task.checkCancellation()
        guard let lastError = last.failure else {
            throw SimulationDiverged(seed: seed, difference: "it failed (\(error)), and then it did not")
        }
        return SimulationFailure(
            underlying: lastError, seed: seed, schedule: shrinker.best.text, trace: last.trace, tried: tried)
    }

    /// The kind of a failure: two are the same if their errors have one type; for a graph's failure, if the causes
    /// have.
    private static func kind(of error: any Error) -> String { "\(type(of: error))" }
}
