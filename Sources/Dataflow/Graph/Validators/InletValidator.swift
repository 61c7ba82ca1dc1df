/// An inlet feeds one place of a graph.
struct InletValidator: Validator {
    let concern: GraphPlan.Features = .inlet

    func findings(in plan: GraphPlan) -> [Finding] {
        var first: [ObjectIdentifier: GraphPlan.Node] = [:]
        return plan.nodes.compactMap { node in
            guard !node.isBroadcast, case .inlet(let inlet) = node.stage.role else { return nil }
            guard let other = first.updateValue(node, forKey: ObjectIdentifier(inlet)) else { return nil }
            return Finding(
                node: node.name, site: node.site, problem: "its inlet also feeds \(other.name) at \(other.site).",
                repair: "Make one flow of the inlet and use it twice; it is broadcast then.")
        }
    }
}
