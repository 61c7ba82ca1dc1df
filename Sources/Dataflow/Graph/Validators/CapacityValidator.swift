/// Every mailbox holds at least one element.
struct CapacityValidator: Validator {
    let concern: Blueprint.Features = .smallCapacity

    func findings(in plan: GraphPlan) -> [Finding] {
        var reported = Set<SourceSite>()
        return plan.edges.compactMap { edge in
            guard edge.capacity < 1, let said = edge.said, reported.insert(said.site).inserted else { return nil }
            return Finding(
                node: plan.nodes[edge.from].name, site: said.site,
                problem: "a capacity of \(edge.capacity) cannot hold an element.", repair: "Say .capacity(1) or more.")
        }
    }
}
