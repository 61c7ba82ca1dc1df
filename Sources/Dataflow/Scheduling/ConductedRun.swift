import Synchronization

/// One run under a conductor, which does, one move at a time, what a worker would do by itself.
///
/// The conductor makes one move at a time over all its runs. While a step is inside a closure that computes it may make
/// other moves, and steps of the run by other workers.
package struct ConductedRun: Sendable {
    /// A node whose cell is ready; the conductor steps it once.
    package struct ReadyNode: @unchecked Sendable {
        // SAFETY: the run owns the cell and lives until its last node has ended; a ready node has not ended.
        fileprivate let cell: CellReference

        /// The node's name in its graph.
        package var name: String { cell.with { $0.name } }
    }

    /// The name of the graph.
    package let name: String
    private let scheduler: Scheduler
    private let tasks: ConductedTasks
    private let imbalance: @Sendable (ScheduleCell) -> String?

    /// - Parameters:
    ///   - tasks: the tasks that make the steps.
    ///   - imbalance: describes what is wrong with the counts of the mailboxes of a cell's node; nil if nothing is.
    init(
        name: String, _ scheduler: Scheduler, _ tasks: ConductedTasks,
        imbalance: @escaping @Sendable (ScheduleCell) -> String?
    ) {
        self.name = name
        self.scheduler = scheduler
        self.tasks = tasks
        self.imbalance = imbalance
    }

    /// How many steps may be under way at once.
    package var width: Int { scheduler.workers.count }
    /// Whether a node has yet to end.
    package var isLive: Bool { scheduler.isLive }
    /// Whether the run has a new phase that its nodes have not been told.
    package var hasPhaseNews: Bool { scheduler.isSweepDue }
    /// The run's phase, as a word.
    package var phase: String { "\(scheduler.phase)" }
    /// Whether something external can still move the run; a live run without that and without ready nodes stalls.
    package var awaitsOutside: Bool { scheduler.externalCount.load(ordering: .sequentiallyConsistent) > 0 }

    /// Passes on the nodes that have become ready since the last call, in that order.
    package func takeReady(_ take: (ReadyNode) -> Void) {
        while let cell = popReady() { take(ReadyNode(cell: cell)) }
    }

    private func popReady() -> CellReference? {
        for worker in scheduler.workers {
            if let cell = worker.popOldest() { return cell }
        }
        return scheduler.popInjected()
    }

    /// Lets a node handle up to `budget` elements; returns how many it handled and whether it has ended.
    ///
    /// - Parameter index: the worker, the lowest that is inside no step.
    package func step(_ node: ReadyNode, by index: Int, budget: Int) -> (count: Int, hasEnded: Bool) {
        let worker = scheduler.workers[index]
        // Neighbours interrupt each other only if several workers have started.
        if scheduler.startedCount.load(ordering: .relaxed) == index { scheduler.workerStarted() }
        let step = tasks.perform(by: index) { [scheduler] in
            worker.step(node.cell, scheduler, budget: budget)
        }
        worker.settle(node.cell, step.outcome)
        if !isLive { tasks.end() }
        return (step.count, step.outcome == .ended)
    }

    /// What is wrong with the counts of a node's mailboxes; nil if nothing is.
    package func imbalance(at node: ReadyNode) -> String? {
        node.cell.with { imbalance($0) }
    }

    /// Tells every node the new phase.
    package func tellPhase() {
        if scheduler.takeSweep() { scheduler.sweep?(scheduler.workers[0]) }
    }

    /// Whether somebody waits until the run is at rest. Only the conductor knows when it is.
    package var isRestAwaited: Bool { scheduler.restWatch.isWatched }

    /// Tells everybody who waits for it that the run is at rest.
    package func tellRest() { scheduler.restWatch.tell() }

    /// Tells the run that nothing can move any more; the run finds the reason and ends.
    package func stall() { _ = scheduler.atRest?(scheduler.workers[0]) }
}
