/// The outcome of one step.
@usableFromInline
package struct Step: Sendable {
    /// What the scheduler does with the node next.
    @usableFromInline
    package enum Outcome: Sendable {
        /// There is more to do: step again after the other nodes had their turn.
        case again
        /// Nothing to do until someone notifies the node.
        case waiting
        /// The node will never step again and has released everything.
        case ended
    }

    @usableFromInline package let outcome: Outcome
    /// How many elements the step handled; the worker learns the node's budget from it.
    @usableFromInline package let count: Int
    /// What a waiting node waits for; the shell announces it.
    @usableFromInline package let wait: Wait

    @inlinable
    init(_ outcome: Outcome, count: Int, wait: Wait = []) {
        self.outcome = outcome
        self.count = count
        self.wait = wait
    }

    /// There may be more to do.
    @inlinable
    package static func again(_ count: Int = 0) -> Step { Step(.again, count: count) }

    /// Nothing can be done until one of these happens.
    @inlinable
    package static func wait(_ wait: Wait, count: Int = 0) -> Step { Step(.waiting, count: count, wait: wait) }

    /// The node will never step again, and its neighbours know.
    @inlinable
    package static var ended: Step { Step(.ended, count: 0) }
}

/// The arguments of a step.
@usableFromInline
package struct Turn: Sendable {
    /// The worker that runs the step; cells that the step wakes go into this worker's queue.
    @usableFromInline package let worker: WorkerHandle
    /// The most elements that this step may handle, at least 1.
    @usableFromInline package let budget: Int
    /// The run's phase.
    @usableFromInline package let phase: RunPhase

    @inlinable
    init(worker: WorkerHandle, budget: Int, phase: RunPhase) {
        self.worker = worker
        self.budget = budget
        self.phase = phase
    }
}

/// How far a run is; the phase only ever moves forward.
@usableFromInline
package enum RunPhase: UInt8, Sendable {
    /// Elements flow.
    case running
    /// Sources end; what is in flight is still delivered.
    case draining
    /// Sinks give what they have, and want no more.
    case finishing
    /// Every node ends at its next step.
    case cancelled
}
