import Dataflow
import DataflowProbes
import DataflowTesting
import Foundation
import Testing

@testable import DataflowFiles

@Suite("lines", .timeLimit(.minutes(5)))
struct LinesTests {
    @Test(
        "a line ends with \\n or \\r\\n, and the last one needs no end",
        arguments: [
            ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]),
            ("a\r\nb\r\n", ["a", "b"]), ("a\rb\n", ["a\rb"]), ("a\r", ["a\r"]), ("\r\n\r\n", ["", ""]),
            ("é🙂\n", ["é🙂"]),
            ("a\r\r\nb", ["a\r", "b"]), ("\0\n", ["\0"]),
        ] as [(String, [String])])
    func ends(text: String, lines: [String]) async throws {
        for size in 1...max(1, text.utf8.count) {
            #expect(try await cut(text, size).lines().collect().run() == lines, "\(text.debugDescription) by \(size)")
        }
    }

    @Test("W4 Texts by chance are cut in the same lines, wherever their pieces are cut")
    func chance() async throws {
        var random = SeededRandom(1)
        let parts = ["\n", "\r\n", "\r", "a", "bcd", "é", String(repeating: "x", count: 40)]
        for _ in 0..<200 * stressFactor {
            let text = (0..<Int.random(in: 0..<30, using: &random)).map { _ in parts.randomElement(using: &random)! }
                .joined()
            let size = Int.random(in: 1...50, using: &random)
            let lines = try await cut(text, size).lines().collect().run()
            #expect(lines == oracle(text), "\(text.debugDescription) by \(size)")
        }
    }

    @Test("W4 A line of as many bytes as allowed is a line, one more is an error with its number", arguments: 1...12)
    func limit(size: Int) async throws {
        #expect(try await cut("1\n1234\r\n5678", size).lines(limit: 4).collect().run() == ["1", "1234", "5678"])
        for (text, number) in [
            ("1\n12345\r\n", 2), ("1\n2\n12345", 3), ("12345678901234567890", 1), ("123\n1234\r", 2),
        ] {
            let seen = Recorder<String>()
            let sink = cut(text, size).lines(of: "a.log", limit: 4).forEach { seen.record($0) }
            let error = await #expect(throws: GraphError.self) { try await sink.run() }
            #expect(error?.lineError == LineError(problem: .tooLong(limit: 4), file: "a.log", line: number))
            #expect(seen.count == number - 1)
        }
    }

    @Test("W4 Bytes that are no UTF-8 are replaced, or an error with the line's number, as asked")
    func invalid() async throws {
        let pieces = Flow<[UInt8]>([[0x61, 0x0A, 0xC3], [0x28, 0x0A, 0x62]])
        #expect(try await pieces.lines().collect().run() == ["a", "\u{FFFD}(", "b"])
        let error = await #expect(throws: GraphError.self) { try await pieces.lines(invalid: .fail).collect().run() }
        #expect(error?.lineError == LineError(problem: .invalidUTF8, file: "the text", line: 2))
        #expect(try await cut("é\n🙂", 1).lines(invalid: .fail).collect().run() == ["é", "🙂"])
    }

    @Test("a flow that skips failures leaves bad lines out, and no other", arguments: 1...20)
    func skipped(size: Int) async throws {
        let text = Array("1\n123456789\n2\n".utf8) + [0xFF, 0x0A, 0xFE, 0x0A] + Array("3\n1234567\n123456".utf8)
        let lines = cut(text, size).lines(invalid: .fail, limit: 4).onFailure(.skip)
        #expect(try await lines.collect().run() == ["1", "2", "3"])
    }

    @Test("a failure of upstream stands behind the lines that were whole")
    func upstreamFails() async throws {
        let seen = Recorder<String>()
        let flow = Flow<[UInt8]>([Array("a\nb\nhal".utf8)]).append(Flow<[UInt8]>.failing(Boom()))
        await #expect(throws: GraphError.self) { try await flow.lines().forEach { seen.record($0) }.run() }
        #expect(seen.elements == ["a", "b"])
    }

    @Test("the lines of a file, whatever the capacities", arguments: capacities)
    func file(capacity: Int?) async throws {
        let tree = try TemporaryTree()
        let lines = (0..<20_000).map { "line \($0) " + String(repeating: "x", count: $0 % 60) }
        try tree.write("file", lines.joined(separator: "\n"))
        var flow = Flow.lines(of: .file(RawPath(tree.at("file"))))
        if let capacity { flow = flow.capacity(capacity) }
        #expect(try await flow.collect().run() == lines)
        #expect(try await flow.prefix(2).collect().run() == Array(lines.prefix(2)))
    }

    @Test("W1 A line of a pipe is there when its end was written, though the next read waits", arguments: parallelisms)
    func prompt(parallelism: Int) async throws {
        let (pipe, seen) = (try TestPipe(), Recorder<String>())
        let lines = Flow.lines(of: .descriptor(pipe.reading, "pipe"))
        _ = try await lines.forEach { seen.record($0) }.outcome("prompt", parallelism: parallelism) { run in
            pipe.write("one\ntw")
            await settle { seen.elements == ["one"] }
            pipe.write("o\nthr")
            await settle { seen.elements == ["one", "two"] && ReadinessWatch.shared.isAwaiting(pipe.reading) }
            try await run.drain()
        }
        #expect(seen.elements == ["one", "two", "thr"])
    }

    @Test("an error names the file that it was read from")
    func names() async throws {
        let tree = try TemporaryTree()
        try tree.write("a.log", "1\n12345\n")
        let input = FileInput.file(RawPath(tree.at("a.log")))
        let error = await #expect(throws: GraphError.self) { try await Flow.lines(of: input, limit: 4).collect().run() }
        #expect(error?.lineError?.file == tree.at("a.log"))
        #expect(error?.lineError?.line == 2)
    }

    @Test("a limit that leaves no room is found before the graph runs")
    func limits() async {
        #expect(await findings(of: Flow.lines(of: "a", limit: 0).collect()).count == 1)
        #expect(await findings(of: cut("", 1).lines(limit: 1 << 31).collect()).count == 1)
    }

    private func cut(_ text: String, _ size: Int) -> Flow<[UInt8]> { cut(Array(text.utf8), size) }

    private func cut(_ bytes: [UInt8], _ size: Int) -> Flow<[UInt8]> {
        Flow(stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) })
    }

    /// Lines as the standard library splits them.
    private func oracle(_ text: String) -> [String] {
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        let last = lines.removeLast()
        return lines.map(whole) + (last.isEmpty ? [] : [last])
    }

    private func whole(_ line: String) -> String {
        line.unicodeScalars.last == "\r" ? String(String.UnicodeScalarView(line.unicodeScalars.dropLast())) : line
    }
}
