import Dataflow
import DataflowProbes
import Foundation
import Testing

@testable import DataflowFiles

@Suite("Rotation", .timeLimit(.minutes(5)))
struct RotationTests {
    @Test("files are moved on, the oldest first, and what is too old is removed")
    func moves() {
        #expect(
            rotation(keeping: 2).moves == [
                .remove("log.2"), .rename("log.1", "log.2"), .rename("log", "log.1"),
            ])
        #expect(rotation(keeping: 1).moves == [.remove("log.1"), .rename("log", "log.1")])
        #expect(rotation(keeping: 0).moves == [.remove("log")])
    }

    @Test("as many elements are written as fit, and one at least to an empty file")
    func fitting() {
        let rotation = rotation(keeping: 1)
        #expect(rotation.fitting([4, 8, 12][...], from: 0, into: 0) == 2)
        #expect(rotation.fitting([4, 8, 12][...], from: 0, into: 6) == 1)
        #expect(rotation.fitting([4, 8, 12][...], from: 0, into: 7) == 0)
        #expect(rotation.fitting([14, 18][...], from: 4, into: 0) == 1)
        #expect(rotation.fitting([99][...], from: 0, into: 0) == 1)
        #expect(rotation.fitting([99][...], from: 0, into: 1) == 0)
    }

    @Test("W7 A log is cut between lines, and the last files are kept")
    func log() async throws {
        let tree = try TemporaryTree()
        let lines = Flow((0..<10).map { "line \($0)" })
        let written = try await lines.writeLines(to: .rotating(RawPath(tree.at("log")), at: 15, keeping: 2)).run()
        #expect(written == Written(elements: 10, bytes: 70))
        #expect(tree.names == ["log", "log.1", "log.2"])
        #expect(tree.text("log") == "line 8\nline 9\n")
        #expect(tree.text("log.1") == "line 6\nline 7\n")
        #expect(tree.text("log.2") == "line 4\nline 5\n")
    }

    @Test("W7 What the file has from before counts, and a line that is too long has a file of its own")
    func sizes() async throws {
        let tree = try TemporaryTree()
        try tree.write("log", "0123456789\n")
        let lines = Flow(["abc", "a line that is longer than a file", "d"])
        _ = try await lines.writeLines(to: .rotating(RawPath(tree.at("log")), at: 14, keeping: 9)).run()
        #expect(
            tree.names.map { tree.text($0) } == ["d\n", "a line that is longer than a file\n", "abc\n", "0123456789\n"])
    }

    @Test("without any to keep, the file begins anew; names are as asked for")
    func names() async throws {
        let tree = try TemporaryTree()
        let lines = Flow(["a", "b", "c"])
        _ = try await lines.writeLines(to: .rotating(RawPath(tree.at("log")), at: 2, keeping: 0)).run()
        #expect(tree.names == ["log"])
        let named = FileOutput.rotating(RawPath(tree.at("log")), at: 2, keeping: 3) { path, number in
            RawPath("\(path)-\(number).old")
        }
        _ = try await lines.writeLines(to: named).run()
        #expect(tree.names == ["log", "log-1.old", "log-2.old", "log-3.old"])
    }

    @Test("W7 A place to which a file cannot be moved fails the flow, and nothing is lost")
    func failure() async throws {
        let tree = try TemporaryTree()
        let output = FileOutput.rotating(RawPath(tree.at("log")), at: 2, keeping: 1) { path, _ in path.appending("no") }
        let missing = FileOutput.rotating(RawPath(tree.at("log")), at: 2, keeping: 1) { [path = tree.path] _, _ in
            RawPath("\(path)/no/log")
        }
        for output in [output, missing] {
            let error = await #expect(throws: GraphError.self) {
                try await Flow(["a", "b"]).writeLines(to: output).run()
            }
            #expect(error?.fileError != nil)
            #expect(tree.text("log")?.hasPrefix("a\n") == true)
        }
    }

    @Test("limits that make no sense are found before the graph runs")
    func limits() async {
        for (size, count) in [(0, 1), (1, -1), (1, 10_001)] {
            let output = FileOutput.rotating("log", at: size, keeping: count)
            #expect(await findings(of: Flow(["a"]).writeLines(to: output)).count == 1)
        }
    }

    private func rotation(keeping count: Int) -> Rotation {
        Rotation(path: "log", size: 10, count: count, name: FileOutput.rotatedName)
    }
}
