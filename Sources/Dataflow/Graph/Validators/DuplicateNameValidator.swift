/// No two nodes were given the same name.
struct DuplicateNameValidator: Validator {
    let concern: GraphPlan.Features = .name

    func findings(in plan: GraphPlan) -> [Finding] {
        var first: [String: GraphPlan.Node] = [:]
        return plan.nodes.compactMap { node in
            guard let said = node.names.first else { return nil }
            guard let other = first[said.value] else {
                first[said.value] = node
                return nil
            }
            return Finding(
                node: said.value, site: said.site,
                problem: "the \(other.kind) at \(other.names[0].site) has the same name.",
                repair: "Give one of them another .named(…).")
        }
    }
}
