extension GraphPlan {
    /// Freezes everything above the given flows; walks the graph without recursion, whatever its depth.
    ///
    /// - Parameter isPart: whether a running node takes the flows' elements; else they are sinks, with one value each.
    init(sinks: [AnyFlow], isPart: Bool = false) {
        var builder = PlanBuilder(isPart: isPart)
        let ends = sinks.map { builder.resolve($0) }
        for end in ends { builder.visit(end.stage) }
        self = builder.build(ends: ends)
    }
}

/// Collects stages, then turns them into nodes and edges.
private struct PlanBuilder {
    /// A consumer of one stage's output: a node's input port, or the run.
    struct Consumer {
        let node: Int?
        let port: Int
        let flow: AnyFlow
    }

    let isPart: Bool
    var plan = GraphPlan()
    var indices: [ObjectIdentifier: Int] = [:]
    var backs: [ObjectIdentifier: AnyFlow] = [:]
    private var seen: Set<ObjectIdentifier> = []

    init(isPart: Bool) {
        self.isPart = isPart
    }

    /// Looks through loop exits, which are no operators; what was said about an exit holds for the flow it stands for.
    mutating func resolve(_ flow: AnyFlow) -> AnyFlow {
        var flow = flow
        while case .loopExit(let token) = flow.stage.role {
            backs[ObjectIdentifier(token)] = flow.stage.inputs[1]
            var inner = flow.stage.inputs[0]
            inner.attributes.name = flow.attributes.name ?? inner.attributes.name
            inner.attributes.capacity = flow.attributes.capacity ?? inner.attributes.capacity
            inner.attributes.policy = flow.attributes.policy ?? inner.attributes.policy
            flow = inner
        }
        return flow
    }

    /// What feeds a stage: its inputs or, at the entry of a loop, the flow that comes back.
    mutating func feeds(of stage: Stage) -> [AnyFlow] {
        if case .loopEntry(let token) = stage.role {
            return backs[ObjectIdentifier(token)].map { [resolve($0)] } ?? []
        }
        return stage.inputs.map { resolve($0) }
    }

    /// Gives every stage above an index, those that feed it first.
    mutating func visit(_ last: Stage) {
        var stack: [(stage: Stage, isExpanded: Bool)] = [(last, false)]
        while let (stage, isExpanded) = stack.popLast() {
            let key = ObjectIdentifier(stage)
            if isExpanded {
                if indices[key] == nil { addNode(stage) }
            } else if seen.insert(key).inserted {
                stack.append((stage, true))
                for feed in feeds(of: stage).reversed() { stack.append((feed.stage, false)) }
            }
        }
    }

    mutating func addNode(_ stage: Stage) {
        indices[ObjectIdentifier(stage)] = plan.nodes.count
        var node = GraphPlan.Node(
            id: plan.nodes.count, name: "", kind: stage.kind, site: stage.site, stage: stage, broadcastOf: nil)
        node.outputs = Array(repeating: nil, count: stage.outputCount)
        plan.nodes.append(node)
    }

    mutating func build(ends: [AnyFlow]) -> GraphPlan {
        var consumers: [[[Consumer]]] = plan.nodes.map { Array(repeating: [], count: $0.outputs.count) }
        for index in plan.nodes.indices {
            let feeds = feeds(of: plan.nodes[index].stage)
            if feeds.isEmpty, case .loopEntry = plan.nodes[index].stage.role { plan.openLoops.append(index) }
            for (port, flow) in feeds.enumerated() {
                note(flow, Consumer(node: index, port: port, flow: flow), &consumers)
            }
            plan.nodes[index].inputs = Array(repeating: -1, count: feeds.count)
        }
        plan.results = Array(repeating: -1, count: ends.count)
        for (port, flow) in ends.enumerated() { note(flow, Consumer(node: nil, port: port, flow: flow), &consumers) }
        for index in consumers.indices {
            for output in consumers[index].indices { connect(index, output, consumers[index][output]) }
        }
        plan.nameNodes()
        plan.findLoops()
        return plan
    }

    private mutating func note(_ flow: AnyFlow, _ consumer: Consumer, _ consumers: inout [[[Consumer]]]) {
        let producer = indices[ObjectIdentifier(flow.stage)]!
        consumers[producer][flow.output].append(consumer)
        var subject = producer
        if case .secondHalf = flow.stage.role { subject = indices[ObjectIdentifier(flow.stage.inputs[0].stage)]! }
        if let name = flow.attributes.name { plan.nodes[subject].names.append(name) }
        if let policy = flow.attributes.policy { plan.nodes[subject].policies.append(policy) }
    }

    /// Joins an output to its consumers; several of them get a broadcast in between.
    private mutating func connect(_ producer: Int, _ output: Int, _ consumers: [Consumer]) {
        guard consumers.count > 1 else {
            if let only = consumers.first { addEdge(producer, output, only) }
            return
        }
        let origin = plan.nodes[producer]
        let broadcast = plan.nodes.count
        var node = GraphPlan.Node(
            id: broadcast, name: "", kind: "broadcast", site: origin.site, stage: origin.stage, broadcastOf: producer)
        node.inputs = [-1]
        node.outputs = Array(repeating: nil, count: consumers.count)
        plan.nodes.append(node)
        addEdge(producer, output, Consumer(node: broadcast, port: 0, flow: consumers[0].flow))
        for (port, consumer) in consumers.enumerated() { addEdge(broadcast, port, consumer) }
    }

    private mutating func addEdge(_ producer: Int, _ output: Int, _ consumer: Consumer) {
        let isValue = consumer.node == nil && !isPart
        let said = isValue ? nil : consumer.flow.attributes.capacity
        let edge = GraphPlan.Edge(
            id: plan.edges.count, from: producer, to: consumer.node,
            capacity: isValue ? 1 : said?.value ?? defaultMailboxCapacity, port: consumer.port, said: said)
        plan.edges.append(edge)
        plan.nodes[producer].outputs[output] = edge.id
        if let node = consumer.node {
            plan.nodes[node].inputs[consumer.port] = edge.id
        } else {
            plan.results[consumer.port] = edge.id
        }
    }
}

extension GraphPlan {
    /// Gives a name to each node that has none: its kind, numbered from the second one on.
    fileprivate mutating func nameNodes() {
        var taken = Set(nodes.compactMap(\.names.first?.value))
        var counts: [String: Int] = [:]
        for index in nodes.indices {
            if let said = nodes[index].names.first {
                nodes[index].name = said.value
                continue
            }
            let kind = nodes[index].broadcastOf.map { "broadcast(\(nodes[$0].name))" } ?? nodes[index].kind
            var name: String
            repeat {
                counts[kind, default: 0] += 1
                name = counts[kind]! == 1 ? kind : "\(kind)-\(counts[kind]!)"
            } while !taken.insert(name).inserted
            nodes[index].name = name
        }
    }
}
