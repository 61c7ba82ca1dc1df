/// A condition that must hold after every event of a simulation.
struct Invariant: Sendable {
    let label: String
    let holds: @Sendable () throws -> Bool

    /// The error to report if the condition does not hold.
    func violation() -> (any Error)? {
        do {
            return try holds() ? nil : InvariantViolated(invariant: label)
        } catch {
            return error
        }
    }
}

/// Thrown when a condition that must hold after every event of a simulation does not.
public struct InvariantViolated: Error, Equatable, CustomStringConvertible {
    /// The label of the condition.
    public let invariant: String

    public var description: String { "does not hold any more: \(invariant)" }
}

/// Thrown when the counts of a mailbox do not add up: an element was lost, came twice, or had no room.
public struct UnbalancedEdge: Error, Equatable, CustomStringConvertible {
    /// The node that stepped last.
    public let node: String
    /// The counts.
    public let counts: String

    public var description: String { "the counts of a mailbox at \"\(node)\" do not add up: \(counts)" }
}

/// Thrown when a simulation still goes on after as many events as it was allowed.
public struct EndlessSimulation: Error, Equatable, CustomStringConvertible {
    /// The number of events after which it was stopped.
    public let limit: Int

    public var description: String {
        "still running after \(limit) events; let the body end its runs, or pass a higher limit"
    }
}
