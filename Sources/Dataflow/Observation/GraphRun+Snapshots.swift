extension GraphRun {
    /// The state of the run now; also after it has ended.
    public func snapshot() -> GraphSnapshot {
        GraphSnapshot(execution)
    }

    /// Snapshots at regular times, and a last one when the run has ended.
    ///
    /// - Parameter interval: the time between two snapshots, on the graph's clock. A slow reader gets fewer.
    public func snapshots(every interval: Duration) -> GraphSnapshots {
        GraphSnapshots(execution: execution, interval: interval)
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
