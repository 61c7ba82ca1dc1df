/// The tasks of a node, which the workers step. They are added in the node's own steps only, and looked at from elsewhere
/// after its last one.
struct NodeLanes {
    private var lanes: [Lane] = []

    var haveEnded: Bool { lanes.allSatisfy(\.hasEnded) }

    /// One more, which has yet to be started; in a step of the node whose cell this is.
    mutating func add(beside cell: NodeCell) -> Lane {
        let scheduler = cell.scheduler
        scheduler.expect(nodes: 1)
        // Only a conductor tells lanes apart.
        let isConducted = scheduler.conductor != nil
        let lane = Lane(scheduler: scheduler, name: isConducted ? "\(cell.name) lane \(lanes.count + 1)" : "")
        lanes.append(lane)
        return lane
    }
}
