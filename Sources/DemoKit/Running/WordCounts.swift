import Dataflow
import DataflowFiles

/// The demo's count of a tree, with its graph and without one, for the benchmarks: both with the demo's own parts.
public enum WordCounts {
    /// How many words there are, counted by the demo's graph.
    ///
    /// - Parameter lanes: how many files are read and counted at once.
    public static func byGraph(below path: String, lanes: Int, parallelism: Int?) async throws -> Int {
        let counting = CountGraph(root: RawPath(path), lanes: lanes, capacity: 16, brake: Brake(), console: Console())
        let (table, _, _, _) = try await counting.graph.run(parallelism: parallelism)
        return table.totals.words
    }

    /// The same, all of it, in one loop.
    public static func byLoop(below path: String) -> Int {
        let brake = Brake()
        var counter = CountPieces()
        var results = LoopResults()
        for found in FileWalk(root: RawPath(path), brake: brake) {
            switch found {
            case .stray(let problem): results.log.add(problem)
            case .file(let file):
                for reading in Pieces(file: file, brake: brake) { results.add(counter.receive(reading)) }
            }
        }
        results.add(counter.finish())
        return results.table.totals.words
    }
}

/// What the demo's sinks hold.
private struct LoopResults {
    var table = TypeTable()
    var words = WordTable(limit: 190_000)
    var log = ProblemLog()

    mutating func add(_ emission: Emission<Tally>) {
        guard case .emit(let tally) = emission else { return }
        table.add(tally)
        if let more = tally.words { words.add(more) }
        if let problem = tally.problem { log.add(problem) }
    }
}
