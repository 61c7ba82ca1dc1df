extension GraphPlan {
    /// Runs every validator and gives every finding, in the order of the nodes they are about.
    func validate() -> [Finding] {
        Self.validators.flatMap { $0.findings(in: self) }
    }

    private static let validators: [any Validator] = [
        ArgumentValidator(), CapacityValidator(), DuplicateNameValidator(), ModifierValidator(),
        UnconsumedOutputValidator(), LoopValidator(), InletValidator(),
    ]
}

/// One rule about graphs.
protocol Validator: Sendable {
    func findings(in plan: GraphPlan) -> [Finding]
}
