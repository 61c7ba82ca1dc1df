/// Every output of a split, partition or other fan-out has a consumer; an output without one would stop the others.
struct UnconsumedOutputValidator: Validator {
    let concern: GraphPlan.Features = .openOutput

    func findings(in plan: GraphPlan) -> [Finding] {
        // Of an operator with a wrong argument nobody knows how many outputs it was meant to have.
        plan.nodes.filter { $0.stage.problem == nil }.flatMap { node in
            node.outputs.indices.filter { node.outputs[$0] == nil }.map { port in
                Finding(
                    node: node.name, site: node.site,
                    problem: "output \(port) of \(node.outputs.count) is not consumed by any sink of this graph.",
                    repair: "Add a sink for it; .ignore() if its elements do not matter.")
            }
        }
    }
}
