extension RunPart {
    /// Makes mailboxes and nodes from the directory's plan; decides nothing.
    ///
    /// - Parameters:
    ///   - drains: whether the sources end when the run drains.
    ///   - ends: counts the nodes that have yet to end.
    ///   - consumer: the node that takes the sinks' values.
    static func wire(
        _ directory: PartDirectory, scheduler: Scheduler, services: any RunServices, drains: Bool = true,
        ends: EndCount? = nil, consumer: (_ port: Int) -> Waker
    ) -> RunPart {
        let plan = directory.unnamedPlan
        let regions = LoopRegions(plan)
        let cells = makeCells(directory, scheduler, regions, ends)
        let ready = plan.frozen.map { node in
            node.inputs.count > 1 ? ReadyPorts(count: node.inputs.count) : nil
        }
        let mailboxes = makeMailboxes(plan, cells, ready, consumer)
        let dormant = DormantNodes(plan)
        let wirings = plan.frozen.enumerated().map { number, node in
            NodeWiring(
                RunMembership(
                    number: number, in: directory, of: services, startsLate: dormant.all.contains(number),
                    drains: drains),
                cell: cells[number], inputs: .init(node.inputs, plan.inputs, mailboxes),
                outputs: .init(node.outputs, plan.outputs, mailboxes), readyInputs: ready[number],
                policy: node.policy ?? .stop,
                dormant: DormantInputs(
                    dormant.byInput(of: number).map { nodes in
                        nodes.isEmpty ? nil : DormantInput(nodes, nodes.map { cells[$0] })
                    }))
        }
        joinFeeds(plan, wirings)
        for edge in dormant.gatedEdges { mailboxes[edge].closeGate() }
        let nodes = wirings.indices.map { makeNode(plan.frozen[$0], wirings[$0]) }
        regions.close(plan, cells, mailboxes)
        return RunPart(
            directory: directory, wirings: wirings, nodes: nodes, mailboxes: mailboxes, dormant: dormant.all)
    }

    private static func makeCells(
        _ directory: PartDirectory, _ scheduler: Scheduler, _ regions: LoopRegions, _ ends: EndCount?
    ) -> [NodeCell] {
        // Only a conductor needs the names of nodes while they run.
        let names = scheduler.conductor.map { _ in directory.plan.nodes.map(\.name) }
        return directory.unnamedPlan.frozen.indices.map { number in
            NodeCell(scheduler: scheduler, region: regions[number], name: names?[number] ?? "", ends: ends)
        }
    }

    private static func makeMailboxes(
        _ plan: GraphPlan, _ cells: [NodeCell], _ ready: [ReadyPorts?], _ consumer: (_ port: Int) -> Waker
    ) -> [AnyMailbox] {
        plan.edges.map { edge in
            let mailbox = plan.frozen[edge.from].stage.makeMailbox(edge.capacity)
            let (producer, port) = (cells[edge.from], edge.port)
            if let number = edge.to {
                mailbox.join(
                    producer: Waker(cell: producer, isExit: cells[number].region !== producer.region),
                    consumer: Waker(cell: cells[number], readyPorts: ready[number], port: port))
            } else {
                mailbox.join(producer: Waker(cell: producer, isExit: true), consumer: consumer(port))
            }
            return mailbox
        }
    }

    /// Tells the only output of a node which inputs feed the node. Not where a loop may end by itself, and not at the
    /// end of a part: its consumer may outlive the nodes above.
    private static func joinFeeds(_ plan: GraphPlan, _ wirings: [NodeWiring]) {
        for edge in plan.edges where edge.to != nil {
            let wiring = wirings[edge.from]
            if wiring.outputs.count == 1, wiring.cell.region == nil {
                wiring.outputs[0].mailbox.join(feeds: wiring.inputs)
            }
        }
    }

    private static func makeNode(_ node: GraphPlan.FrozenNode, _ wiring: NodeWiring) -> Node {
        let made = node.isBroadcast ? node.stage.makeBroadcast(wiring) : node.stage.makeNode(wiring)
        made.join(wiring.cell)
        return made
    }
}

extension Ports {
    /// The mailboxes at the ports of a node.
    fileprivate init(_ ports: GraphPlan.Ports, _ edges: [Int], _ mailboxes: [AnyMailbox]) {
        self.init(count: ports.count) { mailboxes[edges[ports.first + $0]] }
    }

    fileprivate init(_ ports: GraphPlan.Ports, _ edges: [Int?], _ mailboxes: [AnyMailbox]) {
        self.init(count: ports.count) { mailboxes[edges[ports.first + $0]!] }
    }
}
