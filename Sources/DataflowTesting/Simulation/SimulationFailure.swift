/// A failed simulation: its schedule, the error, and the trace.
public struct SimulationFailure: Error, CustomStringConvertible {
    /// The error that the body threw, or an error of the simulation itself.
    public let underlying: any Error
    /// The seed under which it failed; nil when no seed decided.
    public let seed: UInt64?
    /// The decisions that repeat it; see ``replay(_:limit:_:)``.
    public let schedule: String
    /// The events under these decisions.
    public let trace: SimulationTrace
    /// How many schedules were tried before this one.
    public let tried: Int

    /// The line that repeats the failure.
    public var line: String { "try await replay(\"\(schedule)\") { simulation in … }" }

    public var description: String {
        let place = [tried > 0 ? "after \(tried) schedules without a failure" : nil, seed.map { "seed \($0)" }]
        let head = (["A simulation failed"] + place.compactMap { $0 }).joined(separator: ", ")
        return """
            \(head): \(underlying)
            \(trace)
            Repeat it with: \(line)
            """
    }
}

/// Thrown when a simulation did not do the same thing twice under the same decisions.
///
/// Something in it depends on what no seed decides: a random number, the wall clock, an address, an unstructured task.
public struct SimulationDiverged: Error, CustomStringConvertible {
    /// The seed that was played twice; nil if decisions were.
    public let seed: UInt64?
    /// The first difference.
    public let difference: String

    init(seed: UInt64?, difference: String) {
        self.seed = seed
        self.difference = difference
    }

    /// - Returns: nil if both are the same.
    init?(seed: UInt64, _ first: SimulationTrace, _ second: SimulationTrace) {
        guard first != second else { return nil }
        let place = zip(first.events, second.events).enumerated().first { $1.0 != $1.1 }?.offset
        let at = place ?? min(first.events.count, second.events.count)
        func event(_ trace: SimulationTrace) -> String { at < trace.events.count ? "\(trace.events[at])" : "nothing" }
        self.init(seed: seed, difference: "event \(at + 1) was \(event(first)), then \(event(second))")
    }

    public var description: String {
        let source = seed.map { " (seed \($0))" } ?? ""
        return """
            The same decisions\(source) did not give the same run: \(difference). Something depends \
            on what the simulation does not decide: a random number, the wall clock, an address, an unstructured task.
            """
    }
}

/// Thrown for a schedule's text that ``replay(_:limit:_:)`` cannot read.
public struct InvalidSchedule: Error, Equatable, CustomStringConvertible {
    /// The text.
    public let text: String

    public var description: String {
        "\"\(text)\" is no schedule: it is numbers, and z with a number, with - between them, as a failure prints it"
    }
}
