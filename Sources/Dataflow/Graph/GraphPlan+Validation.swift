extension GraphPlan {
    /// Runs every validator that concerns this graph, and returns all findings.
    func validate() -> [Finding] {
        if features.isEmpty { return [] }
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
    /// The features without which a graph cannot break the rule.
    var concern: GraphPlan.Features { get }

    func findings(in plan: GraphPlan) -> [Finding]
}
