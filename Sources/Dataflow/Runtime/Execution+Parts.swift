/// The parts that nodes attach while the run lasts.
extension Execution {
    func unendedCell(above node: NodeWiring, isFirst: Bool) -> ScheduleCell? {
        register.unendedCell(above: node, isFirst: isFirst)
    }

    func attach(
        _ flow: any AttachableFlow, to node: NodeWiring, pass: Int, slot: NestedSlot?, _ worker: WorkerHandle?
    ) throws -> any AttachedPart {
        let follower = PartFollower(node, pass: pass, isAlone: slot == nil)
        let plan = GraphPlan(sinks: [flow as! AnyFlow], isPart: true)
        var findings = plan.validate()
        if findings.isEmpty { findings = plan.claimSources() }
        guard findings.isEmpty else {
            throw InvalidGraph(graph: name, findings: findings.map { $0.prefixed(follower.prefix) })
        }
        let directory = PartDirectory(graph: name, plan, follower: follower)
        // What follows a failure that a drain has met comes to its own end: the drain would end it before it began.
        let drains = node.run.drains && scheduler.phase != .draining && scheduler.phase != .finishing
        // A part in a slot is the work on an element that the node has taken: the drain delivers it. And what is attached
        // below such a part ends with it.
        let ends: EndCount? = slot.map { NestedEnd(node.cell, $0) } ?? node.cell.ends
        let part = RunPart.wire(
            directory, scheduler: scheduler, services: self, drains: drains && slot == nil, ends: ends
        ) { _ in Waker(cell: node.cell, readyPorts: slot?.news, port: slot?.port ?? 0) }
        ends?.expect(plan.frozen.count)
        scheduler.expect(nodes: plan.frozen.count)
        register.add(part)
        part.start(worker)
        return part
    }

    func release(_ part: any AttachedPart, of node: NodeWiring, isFailing: Bool) {
        let part = part as! RunPart
        if isFailing { for failure in part.untoldFailures { node.note(failure) } }
        register.release(part)
    }
}
