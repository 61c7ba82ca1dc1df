/// Nodes that serve only inputs whose turn has not come: they start at the first turn of an input that they serve.
struct DormantNodes {
    /// For each node that takes one input after the other, and each input: the nodes that start at its turn.
    private var inputs: [Int: [[Int]]] = [:]
    /// The edges through which dormant nodes feed such inputs. A producer that runs already gets no gate and may fill the
    /// mailbox before the turn: a gate there would block its other consumers.
    private(set) var gatedEdges: [Int] = []
    private(set) var all: Set<Int> = []

    init(_ plan: GraphPlan) {
        guard plan.features.contains(.sequence) else { return }
        let units = LoopUnits(plan)
        for (number, node) in plan.frozen.enumerated() {
            guard !node.isBroadcast, case .sequential = node.stage.role, node.inputs.count > 1 else { continue }
            var search = ServantSearch(plan, units, unit: units[number])
            var servants = Array(repeating: [Int](), count: node.inputs.count)
            // From the last input on, so that a node that serves several inputs starts with the first of them.
            for (port, place) in node.inputs.places.enumerated().reversed() where port > 0 {
                let edge = plan.inputs[place]
                // A sequential node further up starts the nodes that serve its own later inputs.
                servants[port] = search.servants(of: edge).filter { !all.contains($0) }
                if servants[port].contains(plan.edges[edge].from) { gatedEdges.append(edge) }
            }
            inputs[number] = servants
            for nodes in servants { all.formUnion(nodes) }
        }
    }

    /// The nodes that start at the turn of each input of a node; empty for a node without turns.
    func byInput(of node: Int) -> [[Int]] { inputs.isEmpty ? [] : inputs[node] ?? [] }
}

/// The nodes of a graph, with each loop as one unit: none of a loop's nodes can start without the others.
private struct LoopUnits {
    private var loops: [Int: [Int]] = [:]

    init(_ plan: GraphPlan) {
        for loop in plan.loops { for node in loop { loops[node] = loop } }
    }

    /// The first node of the node's loop, or the node itself.
    subscript(_ node: Int) -> Int { loops.isEmpty ? node : loops[node]?[0] ?? node }

    func members(with node: Int) -> [Int] { loops[node] ?? [node] }
}

/// Finds the nodes whose outputs all lead to the inputs asked about, and nowhere else.
private struct ServantSearch {
    private let plan: GraphPlan
    private let units: LoopUnits
    /// The node that has the inputs; it cannot wait for itself.
    private let consumer: Int
    /// For each unit, how many of its outputs lead elsewhere, as far as known.
    private var leavingElsewhere: [Int: Int] = [:]

    init(_ plan: GraphPlan, _ units: LoopUnits, unit consumer: Int) {
        self.plan = plan
        self.units = units
        self.consumer = consumer
    }

    /// The nodes that serve only this input and inputs asked about before.
    mutating func servants(of edge: Int) -> [Int] {
        var found: [Int] = []
        var served = [edge]
        while let edge = served.popLast() {
            let producer = plan.edges[edge].from
            let unit = units[producer]
            guard unit != consumer else { continue }
            let left = (leavingElsewhere[unit] ?? outputs(of: unit)) - 1
            leavingElsewhere[unit] = left
            guard left == 0 else { continue }
            for member in units.members(with: producer) {
                found.append(member)
                for input in plan.inputs[plan.frozen[member].inputs.places] {
                    if units[plan.edges[input].from] != unit { served.append(input) }
                }
            }
        }
        return found
    }

    /// How many edges lead out of a unit.
    private func outputs(of unit: Int) -> Int {
        units.members(with: unit).reduce(0) { count, member in
            count
                + plan.outputs[plan.frozen[member].outputs.places].count { edge in
                    guard let edge, let next = plan.edges[edge].to else { return true }
                    return units[next] != unit
                }
        }
    }
}
