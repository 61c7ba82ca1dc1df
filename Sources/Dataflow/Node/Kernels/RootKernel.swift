/// The node that consumes the sinks' values: when every sink has ended, so has the graph.
struct RootKernel: Kernel {
    /// Told once for each sink that failed, with the worker's turn.
    let sinkFailed: @Sendable (NodeFailure) -> Void
    let wiring: NodeWiring
    private var order: Fifo<Int>
    private var isOpen: [Bool]
    private var openCount: Int

    init(_ wiring: NodeWiring, sinkFailed: @escaping @Sendable (NodeFailure) -> Void) {
        self.wiring = wiring
        self.sinkFailed = sinkFailed
        order = Fifo(minimumCapacity: wiring.inputs.count + 1)
        isOpen = Array(repeating: true, count: wiring.inputs.count)
        openCount = wiring.inputs.count
    }

    mutating func step(_ turn: Turn) -> Step {
        wiring.readyInputs?.take(into: &order)
        while let port = order.popFirst() {
            guard isOpen[port], let ending = wiring.inputs[port].endingAhead else { continue }
            isOpen[port] = false
            openCount -= 1
            if case .failed(let failure) = ending { sinkFailed(failure) }
            if case .finished = ending, wiring.inputs[port].acceptedCount == 0 {
                sinkFailed(wiring.failure(SinkWithoutValue()))
            }
        }
        return openCount == 0 ? .ended : .wait(.end)
    }

    /// Whatever becomes of the run, its end is that of its sinks.
    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step { step(turn) }

    var isUnwanted: Bool { false }
    var unwantedCause: CancellationCause { .finished }

    mutating func rest(_ wait: Wait, _ turn: Turn) -> Bool { true }
}

/// Thrown when a sink of one's own completes without having emitted its value.
public struct SinkWithoutValue: Error, CustomStringConvertible {
    public var description: String {
        "a sink completed without a value; its behavior must emit one, at the latest from finish()."
    }
}
