import Dataflow
import Foundation
import DataflowFiles
import Testing

@testable import DemoKit

@Suite("Reports")
struct ReportTests {
    @Test("The JSON has the promised keys")
    func json() throws {
        let text = try JSONReport(result).text()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["totals"] as? [String: Int] == ["files": 2, "lines": 1_500, "words": 3, "bytes": 4_000])
        #expect((object["types"] as? [String: [String: Int]])?["swift"]?["lines"] == 1_500)
        #expect((object["nodes"] as? [[String: Any]])?.first?["in"] as? Int == 5_000)
        #expect(object["seconds"] as? Double == 0.5)
        #expect((object["top"] as? [[String: Any]])?.first?["word"] as? String == "let")
        #expect((object["problems"] as? [[String: String]])?.first?["kind"] == "binary")
    }

    @Test("The text has the table, the words, the speed and the diagram")
    func text() {
        let text = TextReport(result: result).text
        for part in ["swift      2  1,500      3  4,000", "  let  7", "10,000 elements/s, 0.0 MB/s", "flowchart LR"] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        #expect(!text.contains("PARTIAL"))
        #expect(!text.contains("approximately"))
    }

    @Test("A partial result and approximate counts say so")
    func marks() {
        var result = result
        result.isPartial = true
        result.shortfall = 1_234
        let text = TextReport(result: result).text
        #expect(text.hasPrefix("PARTIAL"))
        #expect(text.contains("approximately") && text.contains("1,234 too low"))
    }

    @Test("Many problems of a kind are told by their number, others are still told one by one")
    func problemLines() {
        var lines = ProblemLines(limit: 2)
        var told = 0
        for _ in 1...5 {
            if case .emit = lines.receive(.binary(RawPath("a"))) { told += 1 }
        }
        if case .emit = lines.receive(.brokenLink(RawPath("b"))) { told += 1 }
        _ = lines.finish()
        #expect(told == 3)
        #expect(lines.next() == "and 3 more: binary.")
        #expect(lines.next() == nil)
    }

    @Test("The log of problems keeps the first ones and counts all")
    func log() {
        var log = ProblemLog(limit: 2)
        for name in ["a", "b", "c"] { log.add(.binary(RawPath(name))) }
        #expect(log.first.map(\.path) == ["a", "b"])
        #expect(log.count == 3)
    }

    private var result: CountResult {
        var result = CountResult(path: "tree", diagram: "flowchart LR\n", seconds: 0.5)
        result.table.add(Counts(files: 2, lines: 1_500, words: 3, bytes: 4_000), of: "swift")
        result.top = [WordCount(word: "let", count: 7)]
        result.problems.add(.binary(RawPath("b")))
        result.nodes = [NodeCount(name: "walk", kind: "sequence", in: 5_000, out: 1)]
        return result
    }
}
