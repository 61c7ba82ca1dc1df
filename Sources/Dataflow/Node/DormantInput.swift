import Synchronization

/// The nodes that serve an input whose turn has not come: they start with it.
final class DormantInput: Sendable {
    /// By their numbers in the part, as their cells.
    let nodes: [Int]
    let cells: [ScheduleCell]
    /// Moved in the steps of the node that has the input; read by others when the run is at rest.
    private let hasStarted = Atomic<Bool>(false)

    init(_ nodes: [Int], _ cells: [ScheduleCell]) {
        self.nodes = nodes
        self.cells = cells
    }

    var isWaiting: Bool { !hasStarted.load(ordering: .acquiring) }

    /// True once: for the call that must start them.
    func start() -> Bool {
        if hasStarted.load(ordering: .relaxed) { return false }
        hasStarted.store(true, ordering: .releasing)
        return true
    }
}
