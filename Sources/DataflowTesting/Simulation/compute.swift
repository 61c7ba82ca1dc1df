import Dataflow

/// Computes for some time on the calling thread; in a simulation, the simulation's time.
///
/// A stand-in for the work of a closure, sync or async. In a simulation nothing is computed: the closure stops here
/// until the clock has moved on by exactly `duration`, and the schedule decides what happens meanwhile. Timers fire,
/// tasks outside of the graph go on, other nodes of the run step, as many at once as its `parallelism` allows: 4 in a
/// simulation, if the run does not say. A cancellation that comes meanwhile is seen afterwards, with `Task.isCancelled`.
///
/// Outside of a simulation the thread really is busy, so the same graph runs in both.
///
/// Hold no lock meanwhile: in a simulation a closure that wants it blocks the thread that would make time pass. A
/// closure that computes again and again must end when its task is cancelled, or a simulation that has failed waits for
/// it. At most 64 closures compute at once; while they do, nothing but time goes on.
/// - Parameter duration: the time that it takes; none if it is not above zero.
public func compute(for duration: Duration) {
    guard duration > .zero else { return }
    if let simulator = Conducting.current as? Simulator { return simulator.compute(for: duration) }
    let end = ContinuousClock.now + duration
    while ContinuousClock.now < end {}
}
