/// The facts of a plan that people want to know and a run does not: names and annotations, with their lines. A value.
struct Legend: Sendable {
    private(set) var nodes: [GraphPlan.Node]
    /// By edge.
    private(set) var capacities: [AnyFlow.Annotation<Int>?]

    init(of plan: GraphPlan, prefix: String = "") {
        nodes = plan.frozen.enumerated().map { GraphPlan.Node(id: $0, $1, in: plan) }
        capacities = Array(repeating: nil, count: plan.edges.count)
        resolve(plan)
        nameNodes()
        if !prefix.isEmpty { for index in nodes.indices { nodes[index].name = prefix + nodes[index].name } }
    }

    /// Gives the annotations of flows to the nodes and edges that they are for.
    private mutating func resolve(_ plan: GraphPlan) {
        var backs = plan.backs
        let producers = Dictionary(
            nodes.filter { !$0.isBroadcast }.map { (ObjectIdentifier($0.stage), $0.id) }, uniquingKeysWith: { $1 })
        for index in nodes.indices where !nodes[index].isBroadcast {
            for (flow, edge) in zip(backs.feeds(of: nodes[index].stage), nodes[index].inputs) {
                resolve(flow, plan.edges[edge], producers)
            }
        }
        for (flow, edge) in zip(plan.ends, plan.results) {
            resolve(flow, plan.edges[edge], producers)
            // A sink's value is one element, whatever the annotation.
            if !plan.isPart { capacities[edge] = nil }
        }
    }

    private mutating func resolve(_ flow: AnyFlow, _ edge: GraphPlan.Edge, _ producers: [ObjectIdentifier: Int]) {
        let subject = producers[ObjectIdentifier(flow.stage.primary ?? flow.stage)]!
        if let name = flow.attributes.name { nodes[subject].names.append(name) }
        if let policy = flow.attributes.policy { nodes[subject].policies.append(policy) }
        capacities[edge.id] = flow.attributes.capacity
        // The edge into a broadcast gets the capacity of its first consumer's flow.
        let producer = nodes[edge.from]
        if producer.isBroadcast, producer.outputs[0] == edge.id {
            capacities[producer.inputs[0]] = flow.attributes.capacity
        }
    }

    /// Gives a name to each node that has none: its kind, numbered from the second one on.
    private mutating func nameNodes() {
        var taken = Set(nodes.compactMap(\.names.first?.value))
        var counts: [String: Int] = [:]
        for index in nodes.indices {
            if let annotation = nodes[index].names.first {
                nodes[index].name = annotation.value
                continue
            }
            let kind = nodes[index].frozen.origin.map { "broadcast(\(nodes[Int($0)].name))" } ?? nodes[index].kind
            var name: String
            repeat {
                counts[kind, default: 0] += 1
                name = counts[kind]! == 1 ? kind : "\(kind)-\(counts[kind]!)"
            } while !taken.insert(name).inserted
            nodes[index].name = name
        }
    }
}
