import Dataflow

/// A probe's view of its node in the run: whom to notify, and whether the node waits for the test. A value.
struct ProbeNode: Sendable {
    /// The node's cell, from its first step to its last.
    private(set) var cell: ScheduleCell?
    /// Tells when the run is at rest, from the node's first step on.
    private(set) var rest: RestGauge?
    /// Whether the node waits for the test, and so counts as external.
    private var isHeld = false

    /// Called in the node's first step.
    mutating func join(_ wiring: NodeWiring) { (cell, rest) = (wiring.cell, wiring.run.rest) }

    /// Counts the node as external until it is let go.
    mutating func hold() {
        if !isHeld { cell?.beginExternal(isPassive: true) }
        isHeld = true
    }

    /// Ends a hold. The caller ends the external wait after the lock, if there was one.
    mutating func letGo() -> (cell: ScheduleCell?, wasHeld: Bool) {
        defer { isHeld = false }
        return (cell, isHeld)
    }

    /// The same in the node's last step: nobody notifies the node any more.
    mutating func leave() -> (cell: ScheduleCell?, wasHeld: Bool) {
        defer { cell = nil }
        return letGo()
    }
}
