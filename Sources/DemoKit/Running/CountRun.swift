import Dataflow
import DataflowFiles
import Foundation

/// One count from the arguments to the result: runs the graph, shows its progress, and heeds interruptions.
struct CountRun: Sendable {
    let options: CountOptions
    let console: Console
    /// Each element is a Ctrl-C.
    let interrupts: AsyncStream<Void>

    /// - Throws: `CancellationError` when the count was interrupted twice.
    func result() async throws -> CountResult {
        var result = CountResult(path: options.path ?? defaultTree())
        let brake = Brake()
        let graph = graph(of: result.path, brake)
        let start = ContinuousClock.now
        let ((table, words, problems, _), snapshot) = try await graph.run { run in try await watched(run, brake) }
        result.seconds = (ContinuousClock.now - start) / .seconds(1)
        result.isPartial = brake.isPulled
        (result.table, result.problems) = (table, problems)
        (result.top, result.shortfall) = (words.top(options.top), words.shortfall)
        (result.nodes, result.diagram) = (snapshot.nodes.map { NodeCount($0) }, snapshot.mermaid)
        await console.clearProgress()
        return result
    }

    private func graph(of path: String, _ brake: Brake) -> Graph<CountGraph.Values> {
        let lanes = options.parallelism ?? ProcessInfo.processInfo.activeProcessorCount
        let root = RawPath(path)
        return CountGraph(root: root, lanes: lanes, capacity: options.capacity, brake: brake, console: console).graph
    }

    /// Waits for the values, and looks after the run meanwhile.
    private func watched(
        _ run: GraphRun<CountGraph.Values>,
        _ brake: Brake
    ) async throws -> (CountGraph.Values, GraphSnapshot) {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await showProgress(run) }
            tasks.addTask { await heedInterrupts(run, brake) }
            defer { tasks.cancelAll() }
            return (try await run.value, run.snapshot())
        }
    }

    private func showProgress(_ run: GraphRun<CountGraph.Values>) async {
        for await snapshot in run.snapshots(every: .milliseconds(100)) {
            await console.show(progress: progressLine(snapshot))
        }
    }

    /// The first interruption drains the run: reading stops, what was read is counted. The second one cancels it.
    private func heedInterrupts(_ run: GraphRun<CountGraph.Values>, _ brake: Brake) async {
        var presses = interrupts.makeAsyncIterator()
        guard await presses.next() != nil else { return }
        brake.pull()
        await console.say("interrupted; finishing what was read. Press Ctrl-C again to stop at once.")
        async let drained: Void? = try? run.drain()
        if await presses.next() != nil { run.cancel() }
        await drained
    }
}

/// How far a count is, on one line.
func progressLine(_ snapshot: GraphSnapshot) -> String {
    let out = Dictionary(uniqueKeysWithValues: snapshot.nodes.map { ($0.name, $0.emitted) })
    let pieces = snapshot.nodes.first { $0.name == "tallies" }?.received ?? 0
    return "\(grouped(out["files"] ?? 0)) files found, \(grouped(pieces)) pieces counted"
}

/// The sources of this package: where they were compiled, or below the current directory.
///
/// - Parameter file: where this file was when it was compiled.
func defaultTree(compiledAt file: String? = nil) -> String {
    let here = URL(fileURLWithPath: file ?? #filePath).deletingLastPathComponent()
    let sources = here.deletingLastPathComponent().deletingLastPathComponent().path
    let candidates = [sources, "Sources"]
    return candidates.first { FileManager.default.fileExists(atPath: $0) } ?? "."
}
