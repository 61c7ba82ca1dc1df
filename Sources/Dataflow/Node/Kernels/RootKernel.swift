/// The node that consumes the sinks' values: the graph has ended when every sink has.
///
/// It leaves the values in their mailboxes, where the caller of the run finds them.
struct RootKernel: Kernel {
    /// Called once for each sink that failed, in a step of this node.
    let sinkFailed: @Sendable (NodeFailure) -> Void
    let wiring: NodeWiring
    /// The node that emits the value at a port.
    private let sink: @Sendable (_ port: Int) -> NodeIdentity
    private var order: Fifo<Int>
    private var sinks: [SinkState]
    private var openCount: Int

    private enum SinkState {
        case open
        /// The sink has emitted too many values, which was reported, and has not ended yet.
        case failed
        case ended
    }

    init(
        _ wiring: NodeWiring, sink: @escaping @Sendable (_ port: Int) -> NodeIdentity,
        sinkFailed: @escaping @Sendable (NodeFailure) -> Void
    ) {
        self.wiring = wiring
        self.sink = sink
        self.sinkFailed = sinkFailed
        order = Fifo(minimumCapacity: wiring.inputs.count + 1)
        // In its first step the node announces its wait at every port.
        for port in wiring.inputs.indices { order.append(port) }
        sinks = Array(repeating: .open, count: wiring.inputs.count)
        openCount = wiring.inputs.count
    }

    mutating func step(_ turn: Turn) -> Step {
        wiring.readyInputs?.take(into: &order)
        while let port = order.popFirst() {
            if sinks[port] != .ended { look(at: port) }
        }
        return openCount == 0 ? .ended : .wait(.end)
    }

    /// Steps as before: the root ends when its sinks have, also in a cancelled run.
    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step { step(turn) }

    var isUnwanted: Bool { false }
    var unwantedCause: CancellationCause? { nil }

    mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool { true }

    private mutating func look(at port: Int) {
        let input = wiring.inputs[port]
        input.announce()
        // Read the end first: after the end, no value can come.
        let ending = input.endingAhead
        let values = input.count
        if values > 1, sinks[port] == .open {
            sinks[port] = .failed
            fail(port, SinkWithSeveralValues())
        }
        if let ending {
            sinks[port] = .ended
            openCount -= 1
            if case .failed(let failure) = ending { sinkFailed(failure) }
            if case .finished = ending, values == 0 { fail(port, SinkWithoutValue()) }
        }
    }

    private func fail(_ port: Int, _ error: any Error) {
        let sink = sink(port)
        sinkFailed(NodeFailure(error: error, node: sink.name, site: sink.site))
    }
}

/// Thrown when a sink of your own completes without having emitted a value.
public struct SinkWithoutValue: Error, CustomStringConvertible {
    public var description: String {
        "a sink completed without a value; its behavior must emit one, at the latest from finish()."
    }
}

/// Thrown when a sink of your own emits a second value.
public struct SinkWithSeveralValues: Error, CustomStringConvertible {
    public var description: String {
        "a sink emitted a second value; its behavior must emit one, with .emitLast or from finish()."
    }
}
