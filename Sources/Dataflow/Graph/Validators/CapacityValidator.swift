/// Every mailbox holds at least one element, and at most as many as a mailbox can.
struct CapacityValidator: Validator {
    let concern: GraphPlan.Features = .oddCapacity

    func findings(in plan: GraphPlan) -> [Finding] {
        // One modifier, said of a flow with several consumers, is one finding; two on one line are two.
        var reported = Set<Modifier>()
        return plan.edges.compactMap { edge in
            guard let annotation = plan.capacityAnnotation(of: edge), let problem = problem(edge.capacity),
                reported.insert(Modifier(site: annotation.site, capacity: edge.capacity)).inserted
            else {
                return nil
            }
            return Finding(
                node: plan.nodes[edge.from].name, site: annotation.site, argument: problem)
        }
    }

    private struct Modifier: Hashable {
        let site: SourceSite
        let capacity: Int
    }

    private func problem(_ capacity: Int) -> String? {
        Limits.capacity.problem(capacity, "a capacity of \(capacity)", tooSmall: "cannot hold an element")
    }
}
