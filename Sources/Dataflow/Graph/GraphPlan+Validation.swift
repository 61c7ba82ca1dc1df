extension GraphPlan {
    /// Asks every validator that has something to look at, and gives every finding.
    func validate() -> [Finding] {
        let concerned = Self.validators.filter { !features.isDisjoint(with: $0.concern) }
        guard !concerned.isEmpty else { return [] }
        let plan = named()
        return concerned.flatMap { $0.findings(in: plan) }
    }

    private static let validators: [any Validator] = [
        ArgumentValidator(), CapacityValidator(), DuplicateNameValidator(), ModifierValidator(),
        UnconsumedOutputValidator(), LoopValidator(), InletValidator(), RetryValidator(),
    ]
}

/// One rule about graphs.
protocol Validator: Sendable {
    /// Only a graph with one of these can break the rule.
    var concern: GraphPlan.Features { get }

    func findings(in plan: GraphPlan) -> [Finding]
}
