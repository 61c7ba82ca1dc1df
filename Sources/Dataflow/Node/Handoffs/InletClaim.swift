/// An inlet, as the plan sees it.
@usableFromInline
package protocol InletClaim: RunClaim {
    /// Who waits in a closure of the inlet's own run until it has room, and how full it is.
    var congestion: InletCongestion { get }
}

extension InletClaim {
    /// Nobody waits that the inlet knows.
    @usableFromInline
    package var congestion: InletCongestion { InletCongestion(nodes: [], held: 0, capacity: 0) }
}

/// The nodes of a run whose closures wait for room in an inlet that feeds the run.
@usableFromInline
package struct InletCongestion {
    let nodes: [ScheduleCell]
    let held: Int
    let capacity: Int
}
