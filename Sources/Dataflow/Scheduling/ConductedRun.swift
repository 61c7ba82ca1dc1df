import Synchronization

/// One run in the hands of a conductor: what a worker would do by itself, one move at a time.
///
/// The conductor makes one move at a time, each to its end, over all runs that it has.
package struct ConductedRun: Sendable {
    /// A node that its cell says is ready; to be stepped once.
    package struct ReadyNode: @unchecked Sendable {
        // SAFETY: the run owns the cell and lives on until its last node has ended, which a ready one has not.
        fileprivate let cell: CellReference

        /// The node's name in its graph.
        package var name: String { cell.with { $0.name } }
    }

    /// The name of the graph.
    package let name: String
    private let scheduler: Scheduler
    private let task: ConductedTask
    private let imbalance: @Sendable (ScheduleCell) -> String?

    /// - Parameters:
    ///   - task: makes the steps.
    ///   - imbalance: what is wrong with the counts of the mailboxes of a cell's node, if anything.
    init(
        name: String, _ scheduler: Scheduler, _ task: ConductedTask,
        imbalance: @escaping @Sendable (ScheduleCell) -> String?
    ) {
        self.name = name
        self.scheduler = scheduler
        self.task = task
        self.imbalance = imbalance
    }

    /// Whether a node has yet to end.
    package var isLive: Bool { scheduler.isLive }
    /// Whether the run has moved on to another phase that its nodes have not been told of.
    package var hasPhaseNews: Bool { scheduler.isSweepDue }
    /// Whether the nodes drain or are cancelled, as a word.
    package var phase: String { "\(scheduler.phase)" }
    /// Whether anything outside of the run can still move it; a live run without that and without ready nodes stalls.
    package var awaitsOutside: Bool { scheduler.externalCount.load(ordering: .sequentiallyConsistent) > 0 }

    /// Hands over the nodes that have become ready since the last time, in that order.
    package func takeReady(_ take: (ReadyNode) -> Void) {
        // After the last node's end there are neither workers nor anything to take.
        guard let worker = scheduler.workers.first else { return }
        while let cell = worker.popOldest() ?? scheduler.popInjected() { take(ReadyNode(cell: cell)) }
    }

    /// Lets a node do up to `budget` elements; says how many it did and whether it has ended.
    package func step(_ node: ReadyNode, budget: Int) -> (count: Int, hasEnded: Bool) {
        let worker = scheduler.workers[0]
        let step = task.perform { [scheduler] in
            CurrentWorker.stepping(worker) { worker.step(node.cell, scheduler, budget: budget) }
        }
        worker.settle(node.cell, step.outcome)
        if !isLive { task.end() }
        return (step.count, step.outcome == .ended)
    }

    /// What is wrong with the counts of a node's mailboxes, if anything.
    package func imbalance(at node: ReadyNode) -> String? {
        node.cell.with { imbalance($0) }
    }

    /// Tells every node of the new phase.
    package func tellPhase() { scheduler.workers.first?.attend(to: scheduler.takeDue()) { _ in } }

    /// Whether somebody waits until the run is at rest. Only the conductor knows when that is.
    package var isRestAwaited: Bool { scheduler.restWatch.isWatched }

    /// Tells who waits for it that the run is at rest.
    package func tellRest() { scheduler.restWatch.tell() }

    /// Nothing can move any more: the run finds out why, and ends.
    package func stall() { if let worker = scheduler.workers.first { _ = scheduler.atRest?(worker) } }
}
