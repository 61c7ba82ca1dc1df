/// What the body of a simulation is given: its clock, and a way to say what must always hold.
public struct Simulation: Sendable {
    let simulator: Simulator

    /// The simulation's time; it passes only when the schedule says so.
    public var clock: SimulationClock { SimulationClock(time: simulator) }

    /// Says what must hold after every event from now on; an event after which it does not is a failure.
    ///
    /// - Parameters:
    ///   - label: what holds, for the report.
    ///   - holds: must not wait, and must not move a graph; what it throws is the failure.
    public func always(_ label: String, _ holds: @escaping @Sendable () throws -> Bool) {
        simulator.check(Invariant(label: label, holds: holds))
    }
}
