import Dataflow

/// The state that a test and the node of its probe share.
protocol ProbeState: Sendable {
    var node: ProbeNode { get set }
}

/// The object that has this state.
protocol ProbeHandoff: Sendable {
    associatedtype State: ProbeState
    var state: Watched<State> { get }
}

extension ProbeHandoff {
    /// Changes what the test wants, and notifies the node.
    func act(_ change: (inout State) -> Void) {
        let (cell, wasHeld) = state.update { state in
            change(&state)
            return state.node.letGo()
        }
        cell?.notify(nil)
        if wasHeld { cell?.endExternal(nil, isPassive: true) }
    }

    /// Changes the state in the node's last step.
    func leave(_ change: (inout State) -> Void) {
        let (cell, wasHeld) = state.update { state in
            change(&state)
            return state.node.leave()
        }
        if wasHeld { cell?.endExternal(nil, isPassive: true) }
    }
}
