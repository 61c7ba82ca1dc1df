import Dataflow
import DataflowFiles

/// The graph that counts a tree: what the demo is about.
///
/// One walk finds the files. They are balanced across lanes; each lane reads a file piece by piece, and counts the pieces,
/// so that all pieces of a file pass the same counter in order. The lanes' tallies are merged and go to every sink.
struct CountGraph: Sendable {
    /// What the sinks give.
    typealias Values = (TypeTable, WordTable, ProblemLog, Void)

    let root: RawPath
    let lanes: Int
    /// How many elements each mailbox holds; a piece has up to 64 KiB.
    let capacity: Int
    let brake: Brake
    let console: Console
    /// How many different words are kept exactly.
    var wordLimit = 190_000

    var graph: Graph<Values> {
        let found = Flow(FileWalk(root: root, brake: brake)).named("walk").capacity(capacity)
        let files = found.compactMap(\.file).named("files").capacity(capacity)
        let tallies = counted(files).named("tallies").capacity(capacity)
        let strays = found.compactMap(\.problem).named("strays").capacity(capacity)
        let oddities = tallies.compactMap(\.problem).named("oddities").capacity(capacity)
        let problems = merge(strays, oddities).named("problems").capacity(capacity)
        let lines = problems.transform(ProblemLines(), kind: "lines").named("lines").capacity(capacity)
        let words = tallies.compactMap(\.words).named("words").capacity(capacity)

        return Graph("word count") {
            tallies.reduce(into: TypeTable()) { $0.add($1) }.named("table")
            words.reduce(into: WordTable(limit: wordLimit)) { $0.add($1) }.named("top words")
            problems.reduce(into: ProblemLog()) { $0.add($1) }.named("log")
            lines.forEach { [console] line in await console.say(line) }.named("report")
        }
    }

    /// The files, read and counted in as many lanes as asked for; each takes the next file when it has time.
    private func counted(_ files: Flow<FoundFile>) -> Flow<Tally> {
        var number = 0
        return files.balanced(across: lanes, ordered: false) { lane in
            number += 1
            return lane.capacity(capacity)
                .flatMap { [brake] file in Pieces(file: file, brake: brake) }
                .named("read \(number)").capacity(capacity)
                .transform(CountPieces(), kind: "count").named("count \(number)").capacity(capacity)
        }
    }
}
