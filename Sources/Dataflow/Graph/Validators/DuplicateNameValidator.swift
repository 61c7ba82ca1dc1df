/// No two nodes have the same annotated name.
struct DuplicateNameValidator: Validator {
    let concern: GraphPlan.Features = .name

    func findings(in plan: GraphPlan) -> [Finding] {
        var first: [String: GraphPlan.Node] = [:]
        return plan.nodes.compactMap { node in
            guard let annotation = node.names.first else { return nil }
            guard let other = first[annotation.value] else {
                first[annotation.value] = node
                return nil
            }
            return Finding(
                node: annotation.value, site: annotation.site,
                problem: "the \(other.kind) at \(other.names[0].site) has the same name.",
                repair: "Give one of them another .named(…).")
        }
    }
}
