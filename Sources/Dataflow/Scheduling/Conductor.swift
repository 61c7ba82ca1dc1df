/// Makes every decision for the runs that start under it: which node steps next, how much it takes, when time passes.
///
/// A run under a conductor has no workers, and sleeps on no clock (`Docs/Decisions/0009`).
package protocol Conductor: AnyObject, Sendable {
    /// Runs everything that belongs to a run and is not a step: the task that started it, its readers.
    var executor: any TaskExecutor { get }
    /// The time that every clock of a run shows.
    var time: any VirtualTime { get }

    /// How many nodes of a run may step at once, if the run does not say: the same on every machine.
    var parallelism: Int { get }

    /// Decides something that outside of a simulation is left to chance: a number below `options`, which is at least 1.
    func choose(among options: Int) -> Int

    /// Called when a run is wired and its first nodes are ready.
    func begin(_ run: ConductedRun)

    /// Called before and after something other than a step moves a run, on the thread that does it.
    /// - Parameter node: the node that becomes ready, or nil for the run as a whole.
    func stirred(_ node: String?)

    /// Called when a node begins or ceases to await something external, on the thread that says so.
    /// - Parameter change: 1 or -1.
    func externalChanged(_ node: String, by change: Int)
}

/// Where runs find the conductor that they start under.
package enum Conducting {
    /// The conductor of the current task; nil outside of simulations.
    @TaskLocal package static var current: (any Conductor)?
}

/// A number from 0 to 1; in a simulation the seed decides.
func chance(under conductor: (any Conductor)?) -> Double {
    guard let conductor else { return .random(in: 0...1) }
    return Double(conductor.choose(among: 1_025)) / 1_024
}
