/// The arguments of every operator are within their limits.
struct ArgumentValidator: Validator {
    let concern: GraphPlan.Features = .problem

    func findings(in plan: GraphPlan) -> [Finding] {
        plan.nodes.filter { !$0.isBroadcast }.compactMap { node in
            node.stage.problem.map {
                Finding(node: node.name, site: node.site, argument: $0)
            }
        }
    }
}
