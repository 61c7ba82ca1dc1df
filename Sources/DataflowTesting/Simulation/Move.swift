import Dataflow

/// One thing that can happen next in a simulation.
enum Move: Sendable {
    /// A ready node steps.
    case step(ConductedRun.ReadyNode, run: Int)
    /// A task goes on to where it waits again.
    case job(UnownedJob)
    /// The nodes of a run hear that it drains or is cancelled.
    case tellPhase(ConductedRun)
    /// Nothing can move a run any more, and it finds that out.
    case stall(ConductedRun)
    /// Who waits until a run is at rest hears that it is.
    case tellRest(ConductedRun)
    /// Time passes up to the earliest moment that somebody waits for.
    case time
}
