extension Blueprint {
    /// Freezes everything above the given flows; walks the graph without recursion, whatever its depth.
    ///
    /// - Parameter isPart: whether a running node takes the flows' elements; else they are sinks, with one value each.
    init(sinks: [AnyFlow], isPart: Bool = false) {
        var builder = BlueprintBuilder(isPart: isPart)
        builder.visit(sinks)
        builder.link()
        builder.connect()
        self = builder.blueprint
        if features.contains(.loop) { findLoops() }
    }
}

/// A sink has one value; the place behind it is for a second one, which is an error that the run must see.
private let valueMailboxCapacity = 2

/// Numbers the stages, notes who consumes what, then makes an edge of each pair.
private struct BlueprintBuilder {
    /// A consumer of one stage's output: a node's input port, or the run.
    struct Link {
        let consumer: Int32?
        let port: Int32
        let capacity: Int?
        /// The next consumer of the same output.
        var next: Int32?
    }

    var blueprint: Blueprint
    private var numbers = StageNumbers()
    /// In the order of the consumers' inputs, so that a link and the input that it feeds have the same number.
    private var links: [Link] = []
    /// The first and the last consumer of each output.
    private var heads: [(first: Int32, last: Int32)?] = []

    init(isPart: Bool) {
        blueprint = Blueprint(isPart: isPart)
    }

    // MARK: - Nodes

    mutating func visit(_ sinks: [AnyFlow]) {
        blueprint.ends = sinks.map { blueprint.backs.resolve($0) }
        for end in blueprint.ends { visit(end.stage) }
        // A loop's entry that was met before its exit did not know yet what feeds it.
        var visited = 0
        while visited < blueprint.backs.flows.count {
            visit(blueprint.backs.resolve(blueprint.backs.flows[visited]).stage)
            visited += 1
        }
    }

    /// Gives every stage above a number, those that feed it first.
    private mutating func visit(_ last: Stage) {
        var stack: [(stage: Stage, isExpanded: Bool)] = [(last, false)]
        while let (stage, isExpanded) = stack.popLast() {
            if isExpanded {
                addNode(stage)
            } else if numbers.insert(stage) {
                stack.append((stage, true))
                for feed in blueprint.backs.feeds(of: stage).reversed() { stack.append((feed.stage, false)) }
            }
        }
    }

    private mutating func addNode(_ stage: Stage) {
        numbers[stage] = blueprint.nodes.count
        addNode(stage, outputs: Int32(stage.outputCount))
        blueprint.features.formUnion(stage.features)
    }

    private mutating func addNode(_ stage: Stage, origin: Int32? = nil, outputs: Int32) {
        let ports = Blueprint.Ports(first: Int32(blueprint.outputs.count), count: outputs)
        blueprint.nodes.append(Blueprint.Node(stage: stage, origin: origin, outputs: ports))
        for _ in 0..<outputs { blueprint.outputs.append(nil) }
    }

    // MARK: - Who consumes what

    mutating func link() {
        heads = Array(repeating: nil, count: blueprint.outputs.count)
        links.reserveCapacity(blueprint.nodes.count + blueprint.ends.count)
        for index in blueprint.nodes.indices {
            let stage = blueprint.nodes[index].stage
            let feeds = blueprint.backs.feeds(of: stage)
            if feeds.isEmpty, blueprint.nodes[index].isLoopEntry { blueprint.openLoops.append(index) }
            blueprint.nodes[index].inputs = .init(first: Int32(links.count), count: Int32(feeds.count))
            for port in feeds.indices { link(feeds[port], to: Int32(index), port) }
        }
        blueprint.inputs = Array(repeating: -1, count: links.count)
        for (port, flow) in blueprint.ends.enumerated() { link(flow, to: nil, port) }
        blueprint.results = Array(repeating: -1, count: blueprint.ends.count)
    }

    private mutating func link(_ flow: AnyFlow, to consumer: Int32?, _ port: Int) {
        let producer = numbers[flow.stage]
        let output = Int(blueprint.nodes[producer].outputs.first) + flow.output
        let number = Int32(links.count)
        links.append(Link(consumer: consumer, port: Int32(port), capacity: flow.attributes.capacity?.value))
        if let (first, last) = heads[output] {
            links[Int(last)].next = number
            heads[output] = (first, number)
        } else {
            heads[output] = (number, number)
        }
        if flow.attributes.isRemarkable { note(flow.attributes, about: producer) }
    }

    private mutating func note(_ attributes: AnyFlow.Attributes, about producer: Int) {
        if attributes.name != nil { blueprint.features.insert(.name) }
        if let capacity = attributes.capacity, !Limits.capacity.contains(capacity.value) {
            blueprint.features.insert(.oddCapacity)
        }
        guard let policy = attributes.policy else { return }
        blueprint.features.insert(.policy)
        let subject = blueprint.nodes[producer].stage.firstHalf.map { numbers[$0] } ?? producer
        if blueprint.nodes[subject].policy == nil { blueprint.nodes[subject].policy = policy.value }
    }

    // MARK: - Edges

    mutating func connect() {
        for producer in blueprint.nodes.indices {
            for output in blueprint.nodes[producer].outputs.places {
                guard let (first, last) = heads[output] else {
                    blueprint.features.insert(.openOutput)
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

    /// An output with several consumers gets a broadcast in between.
    private mutating func broadcast(_ producer: Int, _ output: Int, _ first: Int32) {
        let broadcast = blueprint.nodes.count
        var count: Int32 = 0
        var next: Int32? = first
        while let link = next {
            count += 1
            next = links[Int(link)].next
        }
        addNode(blueprint.nodes[producer].stage, origin: Int32(producer), outputs: count)
        blueprint.nodes[broadcast].inputs = .init(first: Int32(blueprint.inputs.count), count: 1)
        blueprint.inputs.append(-1)
        addEdge(producer, output, Link(consumer: Int32(broadcast), port: 0, capacity: links[Int(first)].capacity))
        next = first
        var place = Int(blueprint.nodes[broadcast].outputs.first)
        while let link = next {
            addEdge(broadcast, place, links[Int(link)])
            place += 1
            next = links[Int(link)].next
        }
    }

    private mutating func addEdge(_ producer: Int, _ output: Int, _ link: Link) {
        let edge = Int32(blueprint.edges.count)
        let isValue = link.consumer == nil && !blueprint.isPart
        blueprint.edges.append(
            Blueprint.Edge(
                producer: Int32(producer), consumer: link.consumer, port: link.port,
                capacity: isValue ? valueMailboxCapacity : link.capacity ?? defaultMailboxCapacity))
        blueprint.outputs[output] = edge
        if let consumer = link.consumer {
            blueprint.inputs[Int(blueprint.nodes[Int(consumer)].inputs.first + link.port)] = edge
        } else {
            blueprint.results[Int(link.port)] = edge
        }
    }
}
