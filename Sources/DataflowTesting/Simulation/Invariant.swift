/// Something that must hold after every event of a simulation.
struct Invariant: Sendable {
    let label: String
    let holds: @Sendable () throws -> Bool

    /// What to report when it does not hold.
    func violation() -> (any Error)? {
        do {
            return try holds() ? nil : InvariantViolated(invariant: label)
        } catch {
            return error
        }
    }
}

/// Something that must hold after every event of a simulation did not.
public struct InvariantViolated: Error, Equatable, CustomStringConvertible {
    /// What was said to hold.
    public let invariant: String

    public var description: String { "does not hold any more: \(invariant)" }
}

/// The counts of a mailbox do not add up: an element was lost, or came twice, or there was no room for it.
public struct UnbalancedEdge: Error, Equatable, CustomStringConvertible {
    /// The node that stepped last.
    public let node: String
    /// The counts.
    public let counts: String

    public var description: String { "the counts of a mailbox at \"\(node)\" do not add up: \(counts)" }
}

/// A simulation that was still going on after as many events as it was allowed.
public struct EndlessSimulation: Error, Equatable, CustomStringConvertible {
    /// The number of events after which it was stopped.
    public let limit: Int

    public var description: String {
        "still running after \(limit) events; let the body end its runs, or pass a higher limit"
    }
}
