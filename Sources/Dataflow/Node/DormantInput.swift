import Synchronization

/// The nodes that serve an input whose turn has not come; they start when it comes.
final class DormantInput: Sendable {
    /// The nodes' numbers in the part, which are also those of their cells.
    let nodes: [Int]
    let cells: [ScheduleCell]
    /// Set in a step of the node that has the input; others read it when the run is at rest.
    private let hasStarted = Atomic<Bool>(false)

    init(_ nodes: [Int], _ cells: [ScheduleCell]) {
        self.nodes = nodes
        self.cells = cells
    }

    var isWaiting: Bool { !hasStarted.load(ordering: .acquiring) }

    /// True for the first call only; its caller must start the nodes.
    func start() -> Bool {
        if hasStarted.load(ordering: .relaxed) { return false }
        hasStarted.store(true, ordering: .releasing)
        return true
    }
}
