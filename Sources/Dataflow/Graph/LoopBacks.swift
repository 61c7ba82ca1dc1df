/// The flow that leads back to each entry of a loop, known once the exit of the loop was visited.
struct LoopBacks: Sendable {
    private var known: [(token: LoopToken, flow: AnyFlow)] = []

    /// Replaces loop exits, which are no operators, by the flows they stand for; annotations of an exit go to that
    /// flow.
    mutating func resolve(_ flow: AnyFlow) -> AnyFlow {
        var flow = flow
        while case .loopExit(let token) = flow.stage.role {
            if self[token] == nil { known.append((token, flow.stage.inputs[1])) }
            var inner = flow.stage.inputs[0]
            inner.attributes.name = flow.attributes.name ?? inner.attributes.name
            inner.attributes.capacity = flow.attributes.capacity ?? inner.attributes.capacity
            inner.attributes.policy = flow.attributes.policy ?? inner.attributes.policy
            inner.attributes.listener = flow.attributes.listener ?? inner.attributes.listener
            flow = inner
        }
        return flow
    }

    /// The flows that feed a stage: its inputs or, at the entry of a loop, the flow that leads back.
    mutating func feeds(of stage: Stage) -> [AnyFlow] {
        guard stage.isAtLoop else { return stage.inputs }
        guard case .loopEntry(let token) = stage.role else { return stage.inputs.map { resolve($0) } }
        return self[token].map { [resolve($0)] } ?? []
    }

    /// The flows that lead back, in the order of the visit.
    var flows: [AnyFlow] { known.map(\.flow) }

    private subscript(_ token: LoopToken) -> AnyFlow? { known.first { $0.token === token }?.flow }
}
