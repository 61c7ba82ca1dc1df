/// The node that consumes the sinks' values: when every sink has ended, so has the graph.
///
/// It leaves the values in their mailboxes, where the caller of the run finds them.
struct RootKernel: Kernel {
    /// Told once for each sink that failed, with the worker's turn.
    let sinkFailed: @Sendable (NodeFailure) -> Void
    let wiring: NodeWiring
    /// Who puts the value in at a port.
    private let sink: @Sendable (_ port: Int) -> NodeIdentity
    private var order: Fifo<Int>
    private var sinks: [SinkState]
    private var openCount: Int

    private enum SinkState {
        case open
        /// It has emitted too much, which has been told, and not ended yet.
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
        // In its first step it announces at every port that it waits.
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

    /// Whatever becomes of the run, its end is that of its sinks.
    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step { step(turn) }

    var isUnwanted: Bool { false }
    var unwantedCause: CancellationCause? { nil }

    mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool { true }

    private mutating func look(at port: Int) {
        let input = wiring.inputs[port]
        input.announce()
        // The end first: once it is there, no value comes any more.
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

/// Thrown when a sink of one's own completes without having emitted its value.
public struct SinkWithoutValue: Error, CustomStringConvertible {
    public var description: String {
        "a sink completed without a value; its behavior must emit one, at the latest from finish()."
    }
}

/// Thrown when a sink of one's own emits a second value.
public struct SinkWithSeveralValues: Error, CustomStringConvertible {
    public var description: String {
        "a sink emitted a second value; its behavior must emit one, with .emitLast or from finish()."
    }
}
