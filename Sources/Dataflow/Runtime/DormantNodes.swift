/// Nodes that serve only an input whose turn has not come: they start when it does.
struct DormantNodes {
    private var inputs: [Int: [[Int]]] = [:]
    private(set) var gatedEdges: [Int] = []
    private(set) var all: Set<Int> = []

    init(_ blueprint: Blueprint) {
        guard blueprint.features.contains(.sequence) else { return }
        for (number, node) in blueprint.nodes.enumerated() {
            guard !node.isBroadcast, case .sequential = node.stage.role, node.inputs.count > 1 else { continue }
            let gated = blueprint.inputs[node.inputs.places.dropFirst()].map { Int($0) }
            gatedEdges += gated
            // What serves a later input of a sequential node further up is started by that node.
            let servants = gated.map { Self.servants(of: $0, blueprint).filter { !all.contains($0) } }
            inputs[number] = [[]] + servants
            all.formUnion(servants.joined())
        }
    }

    func byInput(of node: Int) -> [[Int]] { inputs.isEmpty ? [] : inputs[node] ?? [] }

    /// The nodes above an edge whose outputs all lead to it.
    private static func servants(of edge: Int, _ blueprint: Blueprint) -> [Int] {
        var served: Set<Int32> = [Int32(edge)]
        var found: [Int] = []
        var stack = [Int(blueprint.edges[edge].producer)]
        while let number = stack.popLast() {
            let node = blueprint.nodes[number]
            let outputs = blueprint.outputs[node.outputs.places]
            guard outputs.allSatisfy({ $0.map(served.contains) ?? false }) else { continue }
            found.append(number)
            for input in blueprint.inputs[node.inputs.places] where served.insert(input).inserted {
                stack.append(Int(blueprint.edges[Int(input)].producer))
            }
        }
        return found
    }
}
