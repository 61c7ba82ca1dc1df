/// A running graph; valid while the closure that received it runs.
public struct GraphRun<Value>: Sendable {
    let execution: Execution
    let graph: Graph<Value>

    /// The sinks' values; waits until the last node has ended.
    ///
    /// - Throws: as ``Graph/run(clock:parallelism:)``; `CancellationError` also when the waiting task is cancelled;
    ///   ``AwaitsItself`` if a closure of the run asks.
    public var value: Value {
        get async throws {
            if execution.isCalledFromWithin { throw AwaitsItself(call: "value") }
            await execution.wait()
            guard execution.hasEnded else { throw CancellationError() }
            return try graph.value(of: execution)
        }
    }

    /// Whether the last node has ended.
    public var hasEnded: Bool { execution.hasEnded }

    /// Tells when the run is at rest.
    package var rest: RestGauge { execution.rest }

    /// Ends every node as soon as it can, whatever its state; elements in flight are discarded and counted.
    ///
    /// Returns at once, and does nothing if the run is ending already. Safe from any thread, any number of times.
    public func cancel() {
        execution.cancel()
    }

    /// Stops the sources, delivers what is in flight, and waits until the last node has ended.
    ///
    /// Inlets accept nothing more, closures that emit are cancelled, and the rest of the graph completes normally.
    /// - Parameter deadline: how long the drain may take, on the graph's clock; then the run is cancelled. Nil waits
    ///   for ever.
    /// - Throws: ``DrainDeadlineExceeded`` if the deadline ended the drain, at the latest a second after it: then it names
    ///   the closures that have yet to return, and without which the run does not end; ``GraphError`` or ``GraphStall``
    ///   if the run ended with one; ``AwaitsItself`` if a closure of the run calls it; `CancellationError` if the run or
    ///   the calling task was cancelled meanwhile.
    public func drain(deadline: Duration? = nil) async throws {
        if execution.isCalledFromWithin { throw AwaitsItself(call: "drain()") }
        await execution.drain(deadline: deadline)
        try Task.checkCancellation()
        let held = execution.heldAtDeadline
        if held != nil || !execution.hasEnded {
            throw DrainDeadlineExceeded(
                deadline: deadline ?? .zero, discarded: held ?? 0,
                stillRunning: execution.hasEnded ? [] : execution.unendedNames)
        }
        if let error = execution.error { throw error }
    }
}

/// Thrown when a closure of a graph waits for the end of its own run, which cannot end before the closure returns.
public struct AwaitsItself: Error, CustomStringConvertible {
    /// The call that would wait for ever.
    public let call: String

    public var description: String {
        "a closure of the graph awaited \(call) of its own run, which ends only after the closure: call it in a task of its "
            + "own (Task { … }), or end the flow and let the code that runs the graph decide."
    }
}

/// Thrown by a drain that did not end in time; the run was cancelled.
public struct DrainDeadlineExceeded: Error, CustomStringConvertible {
    /// How long the drain was allowed to take.
    public let deadline: Duration
    /// How many elements waited in mailboxes when the deadline came.
    public let discarded: Int
    /// The nodes whose closures had not returned a second after they were told to stop; empty if the run has ended.
    public let stillRunning: [String]

    public var description: String {
        "the graph was not drained within \(deadline): \(discarded) elements still waited in mailboxes and were discarded; "
            + "give a longer deadline, or look at a snapshot for the node that holds them up."
            + (stillRunning.isEmpty ? "" : stubbornness)
    }

    private var stubbornness: String {
        let names = stillRunning.joined(separator: ", ")
        return
            " The run cannot end before these have: \(names). Their closures ignore that their task is cancelled: check "
            + "Task.isCancelled in long loops, and let the CancellationError of a call through."
    }
}
