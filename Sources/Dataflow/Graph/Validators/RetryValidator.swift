/// The flow that `retry` starts over can start over: it uses no other part of the graph, and can read all its sources
/// again.
struct RetryValidator: Validator {
    let concern: GraphPlan.Features = .retry

    func findings(in plan: GraphPlan) -> [Finding] {
        // The search above each retry takes as long as the graph is large; most graphs have no possible obstacle.
        guard plan.nodes.contains(where: { $0.stage.role.mayPreventRestart || $0.stage.outputCount > 1 }) else {
            return []
        }
        let operators = plan.nodes.filter { !$0.isBroadcast }
        let names = Dictionary(
            operators.map { (ObjectIdentifier($0.stage), "\($0.name) (\($0.site))") }, uniquingKeysWith: { $1 })
        let open = Set(plan.openLoops.map { ObjectIdentifier(plan.nodes[$0].stage) })
        return operators.flatMap { node -> [Finding] in
            guard case .restarting = node.stage.role else { return [] }
            return Self.obstacles(above: node.stage, known: open).map { obstacle in
                let culprit = names[ObjectIdentifier(obstacle.stage)] ?? obstacle.stage.kind
                return Finding(
                    node: node.name, site: node.site,
                    problem: "it cannot start over what stands above it: \(obstacle.problem(culprit))",
                    repair: obstacle.repair(culprit))
            }
        }
    }

    /// What prevents the flow above a stage from starting over: searches the nodes of the part that would be attached.
    ///
    /// - Parameter known: the entries of loops without a flow that leads back in the graph itself; those have a finding
    ///   already.
    private static func obstacles(above stage: Stage, known: Set<ObjectIdentifier>) -> [Obstacle] {
        let part = GraphPlan(sinks: stage.inputs, isPart: true)
        let openLoops = Set(part.openLoops)
        return part.frozen.enumerated().compactMap { number, node in
            if node.isBroadcast { return nil }
            if part.outputs[node.outputs.places].contains(where: { $0 == nil }) { return .fanOut(node.stage) }
            if openLoops.contains(number) {
                return known.contains(ObjectIdentifier(node.stage)) ? nil : .loop(node.stage)
            }
            switch node.stage.role {
            case .inlet: return .inlet(node.stage)
            case .singlePass(let claim): return .singlePass(node.stage, claim)
            default: return nil
            }
        }
    }
}

/// A stage that prevents the flow behind it from starting over.
private enum Obstacle {
    case fanOut(Stage)
    case loop(Stage)
    case inlet(Stage)
    case singlePass(Stage, SinglePassClaim)

    var stage: Stage {
        switch self {
        case .fanOut(let stage), .loop(let stage), .inlet(let stage), .singlePass(let stage, _): stage
        }
    }

    func problem(_ culprit: String) -> String {
        switch self {
        case .fanOut: "\(culprit) also sends elsewhere."
        case .loop: "\(culprit) needs what comes back to it, which is no part of it."
        case .inlet: "\(culprit) gives its elements once."
        case .singlePass(_, let claim): "the \(claim.subject) of \(culprit) can be read once."
        }
    }

    func repair(_ culprit: String) -> String {
        switch self {
        case .fanOut: "Put .retry(…) above \(culprit), or say .onFailure(…) at the operator that throws."
        case .loop: "Put .retry(…) behind the whole feedback, or above what enters it."
        case .inlet: "Say .onFailure(…) at the operator that throws instead of .retry(…), or use .catch."
        case .singlePass: "Make a sequence for each retry: Flow.deferred { … }."
        }
    }
}

extension StageRole {
    /// Whether a flow behind the stage may be unable to start over.
    fileprivate var mayPreventRestart: Bool {
        switch self {
        case .loopEntry, .inlet, .singlePass: true
        case .plain, .recoverable, .secondary, .sequential, .loopExit, .restarting, .fresh, .freshRecoverable: false
        }
    }
}
