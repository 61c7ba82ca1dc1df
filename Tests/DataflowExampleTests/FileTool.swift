import Dataflow
import DataflowFiles

/// Searches the log files of a tree for a word, and writes what it finds to a report.
///
/// Files are read one after the other, in the order of their names, and no faster than the report is written; none is ever
/// in memory as a whole. The report takes its place when everything was searched, so nobody reads half of one. What cannot
/// be read is told, and the search goes on behind it.
struct FileTool: Sendable {
    let root: RawPath
    let word: String
    let report: RawPath
    /// Hears of what could not be read.
    let complain: @Sendable (any Error) -> Void

    /// Gives how much was found, and how many files were searched.
    var graph: Graph<(Written, Int)> {
        let files = Flow.files(
            under: root, extensions: ["log", "txt"], onUnreadable: .skip { [complain] in complain($0) })
        return Graph("file tool") {
            files.concatMap(matches).writeLines(to: .atomic(report)).named("report")
            files.count().named("files")
        }
    }

    /// The lines with the word. A file that cannot be read to its end gives those that could be.
    @Sendable
    private func matches(in file: RawPath) -> Flow<String> {
        Flow.lines(of: .file(file))
            .catch { [complain] error in
                complain(error)
                return .empty()
            }
            .enumerated()
            .filter { [word] in $0.element.contains(word) }
            .map { "\(file.lastComponent):\($0.offset + 1): \($0.element)" }
    }
}
