/// The argument of a simulated body: its clock, and a way to state what must always hold.
public struct Simulation: Sendable {
    let simulator: Simulator

    /// The simulation's time; it passes only when the schedule says so.
    public var clock: SimulationClock { SimulationClock(time: simulator) }

    /// States a condition that must hold after every event from now on; the simulation fails after an event where it
    /// does not.
    ///
    /// - Parameters:
    ///   - label: the condition in words, for the report.
    ///   - holds: checks the condition. It must not wait, and must not move a graph; an error that it throws is the
    ///   failure.
    public func always(_ label: String, _ holds: @escaping @Sendable () throws -> Bool) {
        simulator.check(Invariant(label: label, holds: holds))
    }
}
