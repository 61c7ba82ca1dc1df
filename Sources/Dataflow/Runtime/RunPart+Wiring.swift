extension RunPart {
    /// Makes mailboxes and nodes from a blueprint; decides nothing.
    ///
    /// - Parameter consumer: what takes the sinks' values.
    static func wire(
        _ blueprint: Blueprint, _ directory: PartDirectory, scheduler: Scheduler, services: any RunServices,
        consumer: (_ port: Int) -> Door
    ) -> RunPart {
        let regions = LoopRegions(blueprint)
        let cells = makeCells(blueprint, directory, scheduler, regions)
        let ready = blueprint.nodes.map { node in
            node.inputs.count > 1 ? ReadyPorts(count: Int(node.inputs.count)) : nil
        }
        let mailboxes = makeMailboxes(blueprint, cells, ready, consumer)
        let dormant = DormantNodes(blueprint)
        let wirings = blueprint.nodes.enumerated().map { number, node in
            NodeWiring(
                RunMembership(number: number, in: directory, of: services, startsLate: dormant.all.contains(number)),
                cell: cells[number], inputs: .init(node.inputs, blueprint.inputs, mailboxes),
                outputs: .init(node.outputs, blueprint.outputs, mailboxes), readyInputs: ready[number],
                policy: node.policy ?? .stop,
                dormant: DormantInputs(
                    dormant.byInput(of: number).map { nodes in
                        nodes.isEmpty ? nil : DormantInput(nodes, nodes.map { cells[$0] })
                    }))
        }
        joinFeeds(blueprint, wirings)
        for edge in dormant.gatedEdges { mailboxes[edge].closeGate() }
        let nodes = wirings.indices.map { makeNode(blueprint.nodes[$0], wirings[$0]) }
        regions.close(blueprint, cells, mailboxes)
        return RunPart(
            blueprint: blueprint, directory: directory, wirings: wirings, nodes: nodes, mailboxes: mailboxes,
            dormant: dormant.all)
    }

    private static func makeCells(
        _ blueprint: Blueprint, _ directory: PartDirectory, _ scheduler: Scheduler, _ regions: LoopRegions
    ) -> [NodeCell] {
        // Only a conductor tells nodes apart while they run.
        let names = scheduler.conductor.map { _ in directory.plan.nodes.map(\.name) }
        return blueprint.nodes.indices.map { number in
            NodeCell(scheduler: scheduler, region: regions[number], name: names?[number] ?? "")
        }
    }

    private static func makeMailboxes(
        _ blueprint: Blueprint, _ cells: [NodeCell], _ ready: [ReadyPorts?], _ consumer: (_ port: Int) -> Door
    ) -> [AnyMailbox] {
        blueprint.edges.map { edge in
            let mailbox = blueprint.nodes[Int(edge.producer)].stage.makeMailbox(edge.capacity)
            let (producer, port) = (cells[Int(edge.producer)], Int(edge.port))
            if let number = edge.consumer.map({ Int($0) }) {
                mailbox.join(
                    producer: Door(cell: producer, isExit: cells[number].region !== producer.region),
                    consumer: Door(cell: cells[number], readyPorts: ready[number], port: port))
            } else {
                mailbox.join(producer: Door(cell: producer, isExit: true), consumer: consumer(port))
            }
            return mailbox
        }
    }

    /// Tells the only output of a node what feeds it. Not where a loop may end by itself, and not at the end of a part: who
    /// consumes there may outlive what is above.
    private static func joinFeeds(_ blueprint: Blueprint, _ wirings: [NodeWiring]) {
        for edge in blueprint.edges where edge.consumer != nil {
            let wiring = wirings[Int(edge.producer)]
            if wiring.outputs.count == 1, wiring.cell.region == nil {
                wiring.outputs[0].mailbox.join(feeds: wiring.inputs)
            }
        }
    }

    private static func makeNode(_ node: Blueprint.Node, _ wiring: NodeWiring) -> Node {
        let made = node.isBroadcast ? node.stage.makeBroadcast(wiring) : node.stage.makeNode(wiring)
        made.join(wiring.cell)
        return made
    }
}

extension Ports {
    /// What stands at the ports of a node.
    fileprivate init(_ ports: Blueprint.Ports, _ edges: [Int32], _ mailboxes: [AnyMailbox]) {
        self.init(count: Int(ports.count)) { mailboxes[Int(edges[Int(ports.first) + $0])] }
    }

    fileprivate init(_ ports: Blueprint.Ports, _ edges: [Int32?], _ mailboxes: [AnyMailbox]) {
        self.init(count: Int(ports.count)) { mailboxes[Int(edges[Int(ports.first) + $0]!)] }
    }
}
