import Dataflow

/// One possible next move of a simulation.
enum Move: Sendable {
    /// A ready node steps.
    case step(ConductedRun.ReadyNode, run: Int)
    /// A task runs until it waits again.
    case job(UnownedJob)
    /// The nodes of a run are told that it drains or is cancelled.
    case tellPhase(ConductedRun)
    /// Nothing can move a run any more, and the run is told so.
    case stall(ConductedRun)
    /// The tasks that wait until a run is at rest are told that it is.
    case tellRest(ConductedRun)
    /// Time passes up to the earliest pending moment.
    case time
}
