/// Which flow goes back to which entry of a loop; known once the exit of the loop was met.
struct LoopBacks: Sendable {
    private var known: [(token: LoopToken, flow: AnyFlow)] = []

    /// Looks through loop exits, which are no operators; what was said about an exit holds for the flow it stands for.
    mutating func resolve(_ flow: AnyFlow) -> AnyFlow {
        var flow = flow
        while case .loopExit(let token) = flow.stage.role {
            if self[token] == nil { known.append((token, flow.stage.inputs[1])) }
            var inner = flow.stage.inputs[0]
            inner.attributes.name = flow.attributes.name ?? inner.attributes.name
            inner.attributes.capacity = flow.attributes.capacity ?? inner.attributes.capacity
            inner.attributes.policy = flow.attributes.policy ?? inner.attributes.policy
            flow = inner
        }
        return flow
    }

    /// What feeds a stage: its inputs or, at the entry of a loop, the flow that comes back.
    mutating func feeds(of stage: Stage) -> [AnyFlow] {
        guard stage.isAtLoop else { return stage.inputs }
        guard case .loopEntry(let token) = stage.role else { return stage.inputs.map { resolve($0) } }
        return self[token].map { [resolve($0)] } ?? []
    }

    /// The flows that go back, those met first in front.
    var flows: [AnyFlow] { known.map(\.flow) }

    private subscript(_ token: LoopToken) -> AnyFlow? { known.first { $0.token === token }?.flow }
}
