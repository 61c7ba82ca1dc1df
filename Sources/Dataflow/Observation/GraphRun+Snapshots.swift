extension GraphRun {
    /// The state of the run now; also after it has ended.
    public func snapshot() -> GraphSnapshot {
        GraphSnapshot(execution)
    }

    /// The nodes that can never move again although others do; nil if there are none.
    ///
    /// When no node at all can move, the run ends with a ``GraphStall``. While a timer or an inlet elsewhere in the graph
    /// still has something to say, it does not, and a part that has stalled would stay unnoticed: ask here, for example when
    /// a result is late. The answer is exact: such nodes stay where they are until the run drains or is cancelled. A node
    /// with a closure that awaits, or in a loop that may run dry, is never among them.
    ///
    /// The call takes as long as the graph is large, and holds nobody up.
    public func partialStall() -> GraphStall? { execution.partialStall }

    /// Snapshots at regular times, and a last one when the run has ended.
    ///
    /// - Parameter interval: the time between two snapshots, on the graph's clock; a millisecond if it is less. A slow
    ///   reader gets fewer.
    public func snapshots(every interval: Duration) -> GraphSnapshots {
        GraphSnapshots(execution: execution, interval: Swift.max(interval, .milliseconds(1)))
    }
}

/// The snapshots of one run; see ``GraphRun/snapshots(every:)``.
public struct GraphSnapshots: AsyncSequence, Sendable {
    let execution: Execution
    let interval: Duration

    public struct AsyncIterator: AsyncIteratorProtocol {
        let execution: Execution
        let interval: Duration
        var due: Duration?
        var isDone = false

        /// Waits for the next moment, or for the end; nil after the end, or when the task is cancelled.
        public mutating func next() async -> GraphSnapshot? {
            if isDone || Task.isCancelled { return nil }
            let moment = Swift.max(execution.now, (due ?? execution.now) + interval)
            due = moment
            await execution.wait(until: moment)
            if Task.isCancelled { return nil }
            isDone = execution.hasEnded
            return GraphSnapshot(execution)
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(execution: execution, interval: interval)
    }
}
