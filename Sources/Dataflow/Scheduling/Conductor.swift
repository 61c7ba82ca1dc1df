/// Takes every decision of the runs that start under it: which node steps next, how much it takes, when time passes.
///
/// A run under a conductor has no tasks that step its nodes and sleeps on no clock (`Docs/Decisions/0009`).
package protocol Conductor: AnyObject, Sendable {
    /// Where everything executes that belongs to a run without being a step: who started it, who reads from it.
    var executor: any TaskExecutor { get }
    /// What every clock of a run shows.
    var time: any VirtualTime { get }

    /// A run is wired and its first nodes are ready.
    func begin(_ run: ConductedRun)

    /// Something else than a step moves a run; called on the thread that does it, before and after.
    /// - Parameter node: the node that is made ready, nil when it is the run as a whole.
    func stirred(_ node: String?)

    /// A node began, or no longer needs, to await something outside of its run; called on the thread that says so.
    /// - Parameter change: 1 or -1.
    func externalChanged(_ node: String, by change: Int)
}

/// Where a conductor is found by the runs that start under it.
package enum Conducting {
    /// The conductor of the current task; nil in a program that runs for real.
    @TaskLocal package static var current: (any Conductor)?
}
