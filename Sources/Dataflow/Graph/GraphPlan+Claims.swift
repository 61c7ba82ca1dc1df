extension GraphPlan {
    /// Claims every source that can feed only one run, or none of them; returns a finding for each that another run
    /// has.
    func claimSources() -> [Finding] {
        if features.isDisjoint(with: [.inlet, .singlePass]) { return [] }
        var claimed: [any RunClaim] = []
        var refused: [Int] = []
        for (number, node) in frozen.enumerated() where !node.isBroadcast {
            guard let source = node.stage.role.claim else { continue }
            if source.claim() { claimed.append(source) } else { refused.append(number) }
        }
        guard !refused.isEmpty else { return [] }
        for source in claimed { source.unclaim() }
        let nodes = nodes
        return refused.map { Self.refusal(of: nodes[$0]) }
    }

    private static func refusal(of node: Node) -> Finding {
        if case .singlePass(let pass) = node.stage.role {
            return Finding(
                node: node.name, site: node.site, problem: "its \(pass.subject) can be read once, and was read before.",
                repair: "Make a sequence each time: Flow.deferred { … }.")
        }
        return Finding(
            node: node.name, site: node.site, problem: "its inlet feeds another run, or fed one that has ended.",
            repair: "Make an Inlet for each run.")
    }
}
