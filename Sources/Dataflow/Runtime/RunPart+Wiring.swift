extension RunPart {
    /// Makes mailboxes and nodes from a plan; decides nothing.
    ///
    /// - Parameter consumer: what takes the sinks' values.
    static func wire(
        _ plan: GraphPlan, scheduler: Scheduler, services: any RunServices, consumer: (_ port: Int) -> Door
    ) -> RunPart {
        let regions = makeRegions(plan)
        let cells = plan.nodes.map { ScheduleCell(scheduler: scheduler, region: regions[$0.id], name: $0.name) }
        let ready = plan.nodes.map { $0.inputs.count > 1 ? ReadyPorts(count: $0.inputs.count) : nil }
        let mailboxes = plan.edges.map { edge in
            let mailbox = plan.nodes[edge.from].stage.makeMailbox(edge.capacity)
            let region = regions[edge.from]
            let isExit = edge.to.map { regions[$0] !== region } ?? true
            mailbox.join(
                producer: Door(cell: cells[edge.from], exitOf: isExit ? region : nil),
                consumer: edge.to.map { Door(cell: cells[$0], readyPorts: ready[$0], port: edge.port) }
                    ?? consumer(edge.port))
            return mailbox
        }
        let dormant = DormantNodes(plan)
        let wirings = plan.nodes.map { node in
            NodeWiring(
                name: node.name, site: node.site, cell: cells[node.id], inputs: node.inputs.map { mailboxes[$0] },
                outputs: node.outputs.map { mailboxes[$0!] }, readyInputs: ready[node.id],
                policy: node.policies.first?.value ?? .stop, services: services,
                dormant: dormant.byInput(of: node).map { $0.map { cells[$0] } })
        }
        for edge in dormant.gatedEdges { mailboxes[edge].closeGate() }
        let nodes = plan.nodes.map { node -> Node in
            let make = node.isBroadcast ? node.stage.makeBroadcast : node.stage.makeNode
            let made = make(wirings[node.id])
            made.join(cells[node.id])
            return made
        }
        closeRegions(plan, cells, mailboxes)
        return RunPart(plan: plan, wirings: wirings, nodes: nodes, mailboxes: mailboxes, dormant: dormant.all)
    }

    private static func makeRegions(_ plan: GraphPlan) -> [Int: LoopRegion] {
        var regions: [Int: LoopRegion] = [:]
        for loop in plan.loops {
            let region = LoopRegion()
            for node in loop { regions[node] = region }
        }
        return regions
    }

    /// Tells each region which mailboxes must be empty, and whom to ask, when it is at rest.
    private static func closeRegions(_ plan: GraphPlan, _ cells: [ScheduleCell], _ mailboxes: [AnyMailbox]) {
        for loop in plan.loops {
            let members = Set(loop)
            guard let region = cells[loop[0]].region else { continue }
            let arriving = plan.edges.filter { $0.to.map(members.contains) == true }
            let inside = arriving.filter { members.contains($0.from) }.map { Reference(mailbox: mailboxes[$0.id]) }
            let entrances = arriving.filter { !members.contains($0.from) }.map { Reference(mailbox: mailboxes[$0.id]) }
            region.isEmptyInside = { inside.allSatisfy { $0.mailbox.count == 0 } }
            region.areEntrancesClosed = {
                entrances.allSatisfy { $0.mailbox.endingAhead != nil && $0.mailbox.count == 0 }
            }
            let leaving = plan.edges.filter { members.contains($0.from) && $0.to.map(members.contains) != true }
            let exits = leaving.map { Reference(mailbox: mailboxes[$0.id]) }
            region.isUnwanted = {
                exits.contains(where: \.mailbox.isCancelled)
                    && exits.allSatisfy { $0.mailbox.isCancelled || $0.mailbox.endingAhead != nil }
            }
            region.enterBy(loop.filter { plan.nodes[$0].isLoopEntry }.map { cells[$0] })
        }
    }
}

/// A mailbox that a region looks at but does not own; the entry that asks is stepped by a run that does.
private struct Reference {
    unowned let mailbox: AnyMailbox
}

/// Nodes that serve only an input whose turn has not come: they start when it does.
private struct DormantNodes {
    private var inputs: [Int: [[Int]]] = [:]
    private(set) var gatedEdges: [Int] = []

    init(_ plan: GraphPlan) {
        for node in plan.nodes {
            guard !node.isBroadcast, case .sequential = node.stage.role, node.inputs.count > 1 else { continue }
            gatedEdges += node.inputs.dropFirst()
            // What serves a later input of a sequential node further up is started by that node.
            inputs[node.id] =
                [[]] + node.inputs.dropFirst().map { Self.servants(of: $0, plan).filter { !all.contains($0) } }
            all.formUnion(inputs[node.id]!.joined())
        }
    }

    private(set) var all: Set<Int> = []

    func byInput(of node: GraphPlan.Node) -> [[Int]] { inputs[node.id] ?? [] }

    /// The nodes above an edge whose outputs all lead to it.
    private static func servants(of edge: Int, _ plan: GraphPlan) -> [Int] {
        var served: Set<Int> = [edge]
        var found: [Int] = []
        var stack = [plan.edges[edge].from]
        while let node = stack.popLast() {
            guard plan.nodes[node].outputs.allSatisfy({ $0.map(served.contains) ?? false }) else { continue }
            found.append(node)
            for input in plan.nodes[node].inputs where served.insert(input).inserted {
                stack.append(plan.edges[input].from)
            }
        }
        return found
    }
}
