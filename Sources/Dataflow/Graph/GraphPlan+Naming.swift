extension GraphPlan {
    /// Shows a frozen graph to people: with names, and with what was said about its nodes and edges.
    ///
    /// - Parameter prefix: what every name begins with.
    init(_ blueprint: Blueprint, prefix: String = "") {
        nodes = blueprint.nodes.enumerated().map { Node(id: $0, $1, in: blueprint) }
        edges = blueprint.edges.enumerated().map { Edge(id: $0, $1) }
        results = blueprint.results.map { Int($0) }
        loops = blueprint.loops
        openLoops = blueprint.openLoops
        recall(blueprint)
        nameNodes()
        if !prefix.isEmpty { for index in nodes.indices { nodes[index].name = prefix + nodes[index].name } }
    }

    /// Puts what was said with flows to the nodes and edges that it was meant for.
    private mutating func recall(_ blueprint: Blueprint) {
        var backs = blueprint.backs
        let producers = Dictionary(
            nodes.filter { !$0.isBroadcast }.map { (ObjectIdentifier($0.stage), $0.id) }, uniquingKeysWith: { $1 })
        for index in nodes.indices where !nodes[index].isBroadcast {
            for (flow, edge) in zip(backs.feeds(of: nodes[index].stage), nodes[index].inputs) {
                recall(flow, edge, producers)
            }
        }
        for (flow, edge) in zip(blueprint.ends, results) {
            recall(flow, edge, producers)
            // A sink's value is one element, whatever was said.
            if !blueprint.isPart { edges[edge].said = nil }
        }
    }

    private mutating func recall(_ flow: AnyFlow, _ edge: Int, _ producers: [ObjectIdentifier: Int]) {
        let subject = producers[ObjectIdentifier(flow.stage.firstHalf ?? flow.stage)]!
        if let name = flow.attributes.name { nodes[subject].names.append(name) }
        if let policy = flow.attributes.policy { nodes[subject].policies.append(policy) }
        edges[edge].said = flow.attributes.capacity
        // A broadcast is fed as its first consumer is.
        let producer = nodes[edges[edge].from]
        if producer.isBroadcast, producer.outputs[0] == edge {
            edges[producer.inputs[0]].said = flow.attributes.capacity
        }
    }

    /// Gives a name to each node that has none: its kind, numbered from the second one on.
    private mutating func nameNodes() {
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

extension GraphPlan.Node {
    fileprivate init(id: Int, _ node: Blueprint.Node, in blueprint: Blueprint) {
        self.id = id
        name = ""
        kind = node.isBroadcast ? "broadcast" : node.stage.kind
        site = node.stage.site
        inputs = blueprint.inputs[node.inputs.places].map { Int($0) }
        outputs = blueprint.outputs[node.outputs.places].map { $0.map { Int($0) } }
        stage = node.stage
        broadcastOf = node.origin.map { Int($0) }
    }
}

extension GraphPlan.Edge {
    fileprivate init(id: Int, _ edge: Blueprint.Edge) {
        self.id = id
        from = Int(edge.producer)
        to = edge.consumer.map { Int($0) }
        capacity = edge.capacity
        port = Int(edge.port)
    }
}
