/// The annotations of an operator make sense, and do not contradict each other.
struct ModifierValidator: Validator {
    let concern: GraphPlan.Features = [.name, .policy]

    func findings(in plan: GraphPlan) -> [Finding] {
        plan.nodes.flatMap { node in
            [nameless(node), renamed(node), policyTwice(node), policyWithoutUse(node)].compactMap(\.self)
        }
    }

    private func nameless(_ node: GraphPlan.Node) -> Finding? {
        guard let name = node.names.first(where: { $0.value.isEmpty }) else { return nil }
        return Finding(
            node: node.name, site: name.site, problem: ".named(\"\") shows no \(node.kind) in an error or a diagram.",
            repair: "Give it a word, or leave .named out: then it gets its kind and a number.")
    }

    private func renamed(_ node: GraphPlan.Node) -> Finding? {
        guard let first = node.names.first, let other = node.names.first(where: { $0.value != first.value }) else {
            return nil
        }
        return Finding(
            node: first.value, site: other.site, problem: "the same \(node.kind) is also named \"\(other.value)\".",
            repair: "Name it once, where the flow is defined.")
    }

    private func policyTwice(_ node: GraphPlan.Node) -> Finding? {
        guard let first = node.policies.first, let other = node.policies.first(where: { $0.value != first.value })
        else {
            return nil
        }
        return Finding(
            node: node.name, site: other.site,
            problem: ".onFailure(.\(other.value)) contradicts .onFailure(.\(first.value)) at \(first.site).",
            repair: "Say it once, where the flow is defined.")
    }

    private func policyWithoutUse(_ node: GraphPlan.Node) -> Finding? {
        guard let annotation = node.policies.first, annotation.value != .stop else { return nil }
        if node.stage.role.isRecoverable { return nil }
        return Finding(
            node: node.name, site: annotation.site,
            problem: ".onFailure(.\(annotation.value)) says nothing about a \(node.kind): it has no elements to drop.",
            repair: "Put it behind the operator whose closure throws, or use .catch or .retry.")
    }
}
