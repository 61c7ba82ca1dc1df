extension GraphPlan {
    /// Freezes everything above the given flows; walks the graph without recursion, whatever its depth.
    ///
    /// - Parameter isPart: whether a running node takes the flows' elements; otherwise the flows are sinks, with one
    ///   value each.
    init(sinks: [AnyFlow], isPart: Bool = false) {
        if sinks.count == 1, let chain = GraphPlan(chain: sinks[0], isPart: isPart) {
            self = chain
            return
        }
        self.init(searching: sinks, isPart: isPart)
    }

    /// The same for any graph.
    init(searching sinks: [AnyFlow], isPart: Bool = false) {
        var builder = PlanBuilder(isPart: isPart)
        builder.visit(sinks)
        builder.link()
        builder.findFreshNodes()
        builder.connect()
        self = builder.plan
        if features.contains(.loop) { findLoops() }
    }
}

/// A sink has one value. The second place is for a second value: an error that the run must see.
let valueMailboxCapacity = 2

/// Numbers the stages, notes the consumers of each, then makes an edge for each pair.
private struct PlanBuilder {
    /// A consumer of one stage's output: a node's input port, or the run.
    struct Link {
        let consumer: Int32?
        let port: Int32
        let capacity: Int?
        /// The next consumer of the same output.
        var next: Int32?
    }

    var plan: GraphPlan
    private var numbers = StageNumbers()
    /// In the order of the consumers' inputs, so that a link has the same number as the input that it feeds.
    private var links: [Link] = []
    /// The first and the last consumer of each output.
    private var heads: [(first: Int32, last: Int32)?] = []
    /// Whether each node is one that gives fresh elements, or stands below one; empty if none does.
    private var isFresh: [Bool] = []

    init(isPart: Bool) {
        plan = GraphPlan(isPart: isPart)
    }

    // MARK: - Nodes

    mutating func visit(_ sinks: [AnyFlow]) {
        plan.ends = sinks.map { plan.backs.resolve($0) }
        for end in plan.ends { visit(end.stage) }
        // An entry of a loop that was visited before the loop's exit did not know its producer yet.
        var visited = 0
        while visited < plan.backs.flows.count {
            visit(plan.backs.resolve(plan.backs.flows[visited]).stage)
            visited += 1
        }
    }

    /// Gives a number to every stage above, producers first.
    private mutating func visit(_ last: Stage) {
        var stack: [(stage: Stage, isExpanded: Bool)] = [(last, false)]
        while let (stage, isExpanded) = stack.popLast() {
            if isExpanded {
                addNode(stage)
            } else if numbers.insert(stage) {
                stack.append((stage, true))
                for feed in plan.backs.feeds(of: stage).reversed() { stack.append((feed.stage, false)) }
            }
        }
    }

    private mutating func addNode(_ stage: Stage) {
        numbers[stage] = plan.frozen.count
        addNode(stage, outputs: stage.outputCount)
        plan.features.formUnion(stage.features)
    }

    private mutating func addNode(_ stage: Stage, origin: Int? = nil, outputs: Int) {
        let ports = GraphPlan.Ports(first: plan.outputs.count, count: outputs)
        plan.frozen.append(GraphPlan.FrozenNode(stage: stage, origin: origin.map { Int32($0) }, outputs: ports))
        for _ in 0..<outputs { plan.outputs.append(nil) }
    }

    // MARK: - Consumers

    mutating func link() {
        heads = Array(repeating: nil, count: plan.outputs.count)
        links.reserveCapacity(plan.frozen.count + plan.ends.count)
        for index in plan.frozen.indices {
            let stage = plan.frozen[index].stage
            let feeds = plan.backs.feeds(of: stage)
            if feeds.isEmpty, plan.frozen[index].isLoopEntry { plan.openLoops.append(index) }
            plan.frozen[index].inputs = GraphPlan.Ports(first: links.count, count: feeds.count)
            for port in feeds.indices { link(feeds[port], to: Int32(index), port) }
        }
        plan.inputs = Array(repeating: -1, count: links.count)
        for (port, flow) in plan.ends.enumerated() { link(flow, to: nil, port) }
        plan.results = Array(repeating: -1, count: plan.ends.count)
    }

    private mutating func link(_ flow: AnyFlow, to consumer: Int32?, _ port: Int) {
        let producer = numbers[flow.stage]
        let output = plan.frozen[producer].outputs.first + flow.output
        let number = Int32(links.count)
        links.append(Link(consumer: consumer, port: Int32(port), capacity: flow.attributes.capacity?.value))
        if let (first, last) = heads[output] {
            links[Int(last)].next = number
            heads[output] = (first, number)
        } else {
            heads[output] = (number, number)
        }
        if flow.attributes.hasAnnotations { note(flow.attributes, about: producer) }
    }

    private mutating func note(_ attributes: AnyFlow.Attributes, about producer: Int) {
        if attributes.name != nil { plan.features.insert(.name) }
        if let capacity = attributes.capacity, !Limits.capacity.contains(capacity.value) {
            plan.features.insert(.oddCapacity)
        }
        guard let policy = attributes.policy else { return }
        plan.features.insert(.policy)
        let subject = plan.frozen[producer].stage.primary.map { numbers[$0] } ?? producer
        if plan.frozen[subject].policy == nil { plan.frozen[subject].policy = policy.value }
        guard let listener = attributes.listener else { return }
        let known = plan.listeners[subject, default: []]
        if !known.contains(where: { $0 === listener }) { plan.listeners[subject] = known + [listener] }
    }

    // MARK: - Edges

    /// Below an operator that drops what is old, mailboxes are small unless they are given a capacity: what waits in
    /// them grows old again. In a loop only the nodes behind such an operator count, not those that it comes back to.
    mutating func findFreshNodes() {
        guard plan.features.contains(.fresh) else { return }
        isFresh = Array(repeating: false, count: plan.frozen.count)
        for node in plan.frozen.indices {
            isFresh[node] =
                plan.frozen[node].stage.role.isFresh
                || plan.backs.feeds(of: plan.frozen[node].stage).contains { isFresh[numbers[$0.stage]] }
        }
    }

    /// The capacity behind a node that the graph does not set.
    private func defaultCapacity(behind node: Int) -> Int {
        if isFresh.isEmpty { return defaultMailboxCapacity }
        // A broadcast that nobody wrote is as fresh as what it serves.
        let producer = plan.frozen[node].origin.map { Int($0) } ?? node
        return isFresh[producer] ? freshMailboxCapacity : defaultMailboxCapacity
    }

    mutating func connect() {
        for producer in plan.frozen.indices {
            for output in plan.frozen[producer].outputs.places {
                guard let (first, last) = heads[output] else {
                    plan.features.insert(.openOutput)
                    continue
                }
                if first == last {
                    addEdge(producer, output, links[Int(first)])
                } else {
                    broadcast(producer, output, first)
                }
            }
        }
    }

    /// Puts a broadcast behind an output with several consumers.
    private mutating func broadcast(_ producer: Int, _ output: Int, _ first: Int32) {
        let broadcast = plan.frozen.count
        var count = 0
        var next: Int32? = first
        while let link = next {
            count += 1
            next = links[Int(link)].next
        }
        addNode(plan.frozen[producer].stage, origin: producer, outputs: count)
        plan.frozen[broadcast].inputs = GraphPlan.Ports(first: plan.inputs.count, count: 1)
        plan.inputs.append(-1)
        addEdge(producer, output, Link(consumer: Int32(broadcast), port: 0, capacity: links[Int(first)].capacity))
        next = first
        var place = plan.frozen[broadcast].outputs.first
        while let link = next {
            addEdge(broadcast, place, links[Int(link)])
            place += 1
            next = links[Int(link)].next
        }
    }

    private mutating func addEdge(_ producer: Int, _ output: Int, _ link: Link) {
        let (edge, consumer, port) = (plan.edges.count, link.consumer.map { Int($0) }, Int(link.port))
        let isValue = consumer == nil && !plan.isPart
        plan.edges.append(
            GraphPlan.Edge(
                id: edge, from: producer, to: consumer,
                capacity: isValue ? valueMailboxCapacity : link.capacity ?? defaultCapacity(behind: producer),
                port: port))
        plan.outputs[output] = edge
        if let consumer {
            plan.inputs[plan.frozen[consumer].inputs.first + port] = edge
        } else {
            plan.results[port] = edge
        }
    }
}
