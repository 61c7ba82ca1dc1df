/// The tasks of a node, which the workers step. Only the node's own steps add tasks; other code looks at them after the
/// last step.
struct NodeLanes {
    private var lanes: [Lane] = []

    var unended: Lane? { lanes.first { !$0.hasEnded } }

    /// Adds a lane, which the caller must start; called in a step of the node whose cell this is.
    mutating func add(beside cell: NodeCell, isSource: Bool) -> Lane {
        let scheduler = cell.scheduler
        scheduler.expect(nodes: 1)
        cell.ends?.expect(1)
        // Only a conductor needs different names for lanes.
        let isConducted = scheduler.conductor != nil
        let name = isConducted ? "\(cell.name) lane \(lanes.count + 1)" : ""
        let lane = Lane(scheduler: scheduler, of: cell, isSource: isSource, name: name)
        lanes.append(lane)
        scheduler.lanes.add(lane)
        return lane
    }
}
