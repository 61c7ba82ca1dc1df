/// A running graph; valid while the closure that received it runs.
public struct GraphRun<Value>: Sendable {
    let execution: Execution
    let graph: Graph<Value>

    /// The sinks' values; waits until the last node has ended.
    ///
    /// - Throws: as ``Graph/run(clock:parallelism:)``; `CancellationError` also when the waiting task is cancelled, or when
    ///   ``finish(within:)`` has cut the run short, which returns the values so far;
    ///   ``AwaitsItself`` if a closure of the run asks.
    public var value: Value {
        get async throws {
            if execution.isCalledFromWithin { throw AwaitsItself(call: "value") }
            await execution.wait()
            guard execution.hasEnded, execution.heldAtDeadline == nil || execution.error != nil else {
                throw CancellationError()
            }
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

    /// Stops the sources, and returns the sinks' values when what is in flight is delivered, or as far as they have come.
    ///
    ///     let counts = try await run.finish(within: .seconds(5))
    ///     print(counts.value, counts.isPartial ? "so far" : "in all")
    ///
    /// It begins as ``drain(deadline:)``. At the deadline the sinks take no more and give what they have: a `collect` the
    /// elements so far, a `reduce` its value so far. The rest is discarded and counted.
    /// - Parameter deadline: how long the drain may take, on the graph's clock; zero is not at all. Nil waits for ever, and the
    ///   values are complete.
    /// - Returns: the values, and how much of what was in flight is missing from them.
    /// - Throws: ``DrainDeadlineExceeded`` if closures had not returned ten seconds after the deadline, and then the run is
    ///   cancelled; otherwise as ``drain(deadline:)``; with a ``SinkWithoutValue`` in a ``GraphError`` for a sink that gives no
    ///   value before its end.
    public func finish(within deadline: Duration? = nil) async throws -> FinishedRun<Value> {
        if execution.isCalledFromWithin { throw AwaitsItself(call: "finish()") }
        execution.keepValues()
        await execution.drain(deadline: deadline, patience: .seconds(10))
        try Task.checkCancellation()
        let discarded = execution.heldAtDeadline
        guard execution.hasEnded else {
            execution.cancel()
            throw DrainDeadlineExceeded(
                deadline: deadline ?? .zero, discarded: discarded ?? 0, stillRunning: execution.unendedNames)
        }
        return FinishedRun(value: try graph.value(of: execution), discarded: discarded)
    }
}

/// What a run has come to that was asked to finish.
public struct FinishedRun<Value> {
    /// The sinks' values.
    public let value: Value
    /// Whether the run was cut short, so that the values lack what was in flight.
    public let isPartial: Bool
    /// How many elements waited in mailboxes then, and were discarded.
    public let discarded: Int

    init(value: Value, discarded: Int?) {
        self.value = value
        isPartial = discarded != nil
        self.discarded = discarded ?? 0
    }
}

extension FinishedRun: Sendable where Value: Sendable {}

/// How a run stood when the closure returned that ran beside it.
public enum RunEnd: Sendable, Equatable {
    /// It had ended by itself.
    case finished
    /// Nodes still worked: what they had not delivered was discarded.
    case cancelled
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
