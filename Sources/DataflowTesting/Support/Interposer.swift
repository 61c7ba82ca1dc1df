import Dataflow

/// What an interposed node does with the next element.
enum Interference: Sendable {
    case pass
    case fail(NodeFailure)
    case delay(Duration)
    case cancelRun
}

/// Observes an edge, and may interfere with it; there is one for each edge and run, called by one node at a time.
protocol Interposer: Sendable {
    /// Decides about an element; called again for the same element after a delay.
    func meets(_ description: @autoclosure () -> String) -> Interference
    /// Called when the producer has ended.
    func meets(_ ending: Ending)
    /// Called when the consumer wants no more, or the run ends.
    func meets(_ cause: CancellationCause)
}

/// The node that passes on, one by one, the elements that its interposer lets through.
struct InterposedKernel: LinearShape {
    let wiring: NodeWiring
    private let interposer: any Interposer
    let input: ConsumerEnd
    let output: ProducerEnd
    private var delay: TimerHold?

    init(_ interposer: any Interposer, _ wiring: NodeWiring) {
        self.interposer = interposer
        self.wiring = wiring
        input = wiring.inputs[0]
        output = wiring.outputs[0]
    }

    mutating func step(_ turn: Turn) -> Step {
        if let delay, !delay.hasEnded { return .wait(.external) }
        if input.isEmpty { return wait(turn) }
        return output.isFull ? .wait(.room) : interfere(turn)
    }

    mutating func close() { delay?.end() }

    private mutating func interfere(_ turn: Turn) -> Step {
        let input = input
        switch delay == nil ? interposer.meets(input.describeFirst()) : .pass {
        case .pass:
            delay = nil
            input.passOne(to: output, turn.worker)
            return .again(1)
        case .fail(let failure):
            return wiring.fail(failure, turn)
        case .delay(let duration):
            delay = wiring.run.wake(wiring.cell, after: duration)
            return .wait(.external)
        case .cancelRun:
            wiring.run.cancel()
            return .again()
        }
    }

    private func wait(_ turn: Turn) -> Step {
        guard let ending = input.ending else { return .wait(.input) }
        interposer.meets(ending)
        return wiring.pass(ending, turn)
    }

    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        let cause = wiring.cause(cause, turn)
        interposer.meets(cause)
        return wiring.stop(cause, turn)
    }
}

extension GraphPlan {
    /// The edges that lead to a node.
    func edges(to node: Node) -> [Edge] { node.inputs.map { edges[$0] } }

    /// The edges that lead from a node to another.
    func edges(from node: Node) -> [Edge] { node.outputs.compactMap { $0.map { edges[$0] } }.filter { $0.to != nil } }
}

extension GraphPlan {
    /// Puts a node into each of these edges.
    mutating func interpose(
        _ kind: String, of node: String, on places: [Edge], _ interposer: (Int) -> any Interposer
    ) {
        for (port, edge) in places.enumerated() {
            let interposer = interposer(port)
            let name = places.count == 1 ? "\(kind)(\(node))" : "\(kind)(\(node), \(port))"
            interpose(on: edge.id, name: name) { Dataflow.Node.running(InterposedKernel(interposer, $0)) }
        }
    }
}

extension ExpectationFailure {
    /// The error for a graph that has no node of a name.
    static func unknown(_ node: String, in plan: GraphPlan, _ site: SourceSite) -> ExpectationFailure {
        let names = plan.nodes.map { "\"\($0.name)\"" }.joined(separator: ", ")
        return ExpectationFailure("the graph has no node \"\(node)\"; its nodes are \(names).", site)
    }
}
