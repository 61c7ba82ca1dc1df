/// A running graph; valid while the closure that received it runs.
public struct GraphRun<Value>: Sendable {
    let execution: Execution
    let graph: Graph<Value>

    /// The sinks' values; waits until the last node has ended.
    ///
    /// - Throws: as ``Graph/run(clock:parallelism:)``; `CancellationError` also when the waiting task is cancelled.
    public var value: Value {
        get async throws {
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
    /// - Throws: ``DrainDeadlineExceeded`` if the deadline ended the drain; ``GraphError`` or ``GraphStall`` if the run
    ///   ended with one; `CancellationError` if the run or the calling task was cancelled meanwhile.
    public func drain(deadline: Duration? = nil) async throws {
        execution.drain()
        await execution.wait(until: deadline.map { execution.now + $0 })
        try Task.checkCancellation()
        if execution.hasEnded {
            if let error = execution.error { throw error }
            return
        }
        let held = execution.parts.reduce(0) { $0 + $1.mailboxes.reduce(0) { $0 + $1.count } }
        let isCut = execution.cancel()
        await execution.wait()
        if isCut { throw DrainDeadlineExceeded(deadline: deadline ?? .zero, discarded: held) }
        if let error = execution.error { throw error }
    }
}

/// Thrown by a drain that did not end in time; the run was cancelled.
public struct DrainDeadlineExceeded: Error, CustomStringConvertible {
    /// How long the drain was allowed to take.
    public let deadline: Duration
    /// How many elements waited in mailboxes when the deadline came.
    public let discarded: Int

    public var description: String {
        "the graph was not drained within \(deadline): \(discarded) elements still waited in mailboxes and were discarded; "
            + "give a longer deadline, or look at a snapshot for the node that holds them up."
    }
}
