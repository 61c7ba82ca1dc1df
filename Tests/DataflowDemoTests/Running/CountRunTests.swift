import DataflowFiles
import DataflowProbes
import Foundation
import Testing

@testable import DemoKit

@Suite("Counting a tree")
struct CountRunTests {
    @Test("The totals are those of wc, whatever is in the files", arguments: [1, 3])
    func sameAsWordCount(parallelism: Int) async throws {
        let tree = try TemporaryTree()
        let names = try writeTexts(tree)
        let result = try await count(tree.path) { $0.parallelism = parallelism }
        let expected = try wc(names.map(tree.at))
        #expect(result.table.totals == expected)
        #expect(result.problems.first.map(\.kind) == [.invalidUTF8])
    }

    @Test("Small mailboxes and many lanes change nothing")
    func capacities() async throws {
        let tree = try TemporaryTree()
        let names = try writeTexts(tree)
        let result = try await count(tree.path) { ($0.capacity, $0.parallelism) = (1, 16) }
        #expect(result.table.totals == (try wc(names.map(tree.at))))
    }

    @Test("Each type has a row, and the commonest words come first")
    func typesAndWords() async throws {
        let tree = try TemporaryTree()
        try tree.write("a.txt", "The cat and the dog\n")
        try tree.write("b.TXT", "the end")
        try tree.write("sub/Makefile", "all: the cat\n")
        let result = try await count(tree.path) { $0.top = 2 }
        #expect(result.table.types["txt"] == Counts(files: 2, lines: 1, words: 7, bytes: 27))
        #expect(result.table.types["(none)"] == Counts(files: 1, lines: 1, words: 3, bytes: 13))
        #expect(result.top == [WordCount(word: "the", count: 4), WordCount(word: "cat", count: 2)])
        #expect(result.shortfall == 0)
    }

    @Test("What cannot be counted is told, and the rest is counted")
    func strangeTree() async throws {
        let tree = try TemporaryTree()
        try tree.write("text", "one two\n")
        try tree.write("binary", [1, 0, 2])
        try tree.link("broken", to: "nowhere")
        try tree.link("loop", to: "loop")
        tree.makePipe("pipe")
        let result = try await count(tree.path)
        let kinds = result.problems.first.map(\.kind.rawValue).sorted()
        #expect(kinds == ["binary", "brokenLink", "linkLoop", "special"])
        #expect(result.table.totals == Counts(files: 1, lines: 1, words: 2, bytes: 8))
    }

    @Test("A missing path is a problem, not a failure")
    func missing() async throws {
        let tree = try TemporaryTree()
        let result = try await count(tree.at("nowhere"))
        #expect(result.problems.first.map(\.kind) == [.missing])
        #expect(result.table.totals == Counts())
    }

    @Test("The nodes' counts and the diagram name every part")
    func nodes() async throws {
        let tree = try TemporaryTree()
        try tree.write("text", "one\n")
        let result = try await count(tree.path) { $0.parallelism = 2 }
        let walk = result.nodes.first { $0.name == "walk" }
        #expect(walk?.out == 1)
        for name in ["walk", "read 1", "read 2", "count 2", "table", "top words"] {
            #expect(result.diagram.contains(name))
        }
        #expect(result.elements > 0)
    }

    @Test("An interruption ends the reading in the middle of a file, and what was counted stands")
    func interrupted() async throws {
        let tree = try TemporaryTree()
        try tree.writeEndless("huge")
        let result = try await count(tree.path, interruptions: 1)
        #expect(result.isPartial)
        #expect(result.table.totals.files <= 1)
    }

    @Test("A second interruption ends the count at once")
    func interruptedTwice() async throws {
        let tree = try TemporaryTree()
        try tree.writeEndless("huge")
        do {
            let result = try await count(tree.path, interruptions: 2)
            // The first interruption may have ended it before the second came.
            #expect(result.isPartial)
        } catch {
            #expect(error is CancellationError)
        }
    }

    @Test("Without a path the package's own sources are counted, or those below the current directory")
    func defaultPath() {
        #expect(RawPath(defaultTree()).name.elementsEqual("Sources".utf8))
        #expect(["Sources", "."].contains(defaultTree(compiledAt: "/nowhere/at/all/File.swift")))
    }

    // MARK: -

    private func count(
        _ path: String,
        interruptions: Int = 0,
        _ change: (inout CountOptions) -> Void = { _ in }
    ) async throws -> CountResult {
        var options = CountOptions()
        options.path = path
        change(&options)
        let (interrupts, continuation) = AsyncStream.makeStream(of: Void.self)
        for _ in 0..<interruptions { continuation.yield() }
        return try await CountRun(
            options: options,
            console: Console(hasProgress: false) { _ in },
            interrupts: interrupts
        ).result()
    }

    /// Texts of every awkward kind; only one of them is not UTF-8.
    ///
    /// Each word has an ASCII letter, for some versions of `wc` leave out words in which nothing is printable.
    private func writeTexts(_ tree: TemporaryTree) throws -> [String] {
        let long = String(repeating: "lorem ipsum\tdolor\r\nsit  amét ok\n", count: 9_000)
        let texts: [String: [UInt8]] = [
            "empty": [], "newline": Array("\n".utf8), "unfinished.txt": Array("no newline at the end".utf8),
            "windows.txt": Array("one\r\ntwo\r\n\r\n".utf8), "sub/dir/long.md": Array(long.utf8),
            "sub/one-word.txt": Array(repeating: UInt8(ascii: "x"), count: 300_000),
            "sub/cut.txt": Array(repeating: UInt8(ascii: " "), count: 65_535) + Array("border word\n".utf8),
            "sub/cut-character.txt": Array(repeating: UInt8(ascii: "y"), count: 65_535) + Array("é".utf8),
            "exactly-a-piece": Array(repeating: UInt8(ascii: "z"), count: 65_536),
            "late-nul": Array(repeating: UInt8(ascii: "n"), count: 70_000) + [0, 0x0A],
            "latin1.txt": [0x63, 0x61, 0x66, 0xE9, 0x20, 0x61, 0xFF, 0xFE, 0x0A],
        ]
        for (name, bytes) in texts { try tree.write(name, bytes) }
        return texts.keys.sorted()
    }
}
