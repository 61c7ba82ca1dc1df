import Dataflow
import Foundation
import Testing

@Suite("README", .timeLimit(.minutes(5)))
struct ReadmeTests {
    @Test("every example of the README and the articles stands in a file of examples, so that it compiles")
    func examples() throws {
        let examples = [
            "Tests/DataflowTests/ReadmeExamples.swift", "Tests/DataflowTestingTests/ArticleExamples.swift",
            "Tests/DataflowFilesTests/ReadmeExamples.swift",
        ]
        let code = lines(try examples.map(text).joined(separator: "\n"))
        var count = 0
        for document in try documents() {
            for block in blocks(try text(document)) {
                count += 1
                if let missing = firstMissing(block, in: code) {
                    Issue.record("\(document): no file of examples has the line: \(missing)")
                }
            }
        }
        #expect(count >= 5)
    }

    @Test("a line that differs is found, whitespace and comments at its end are not")
    func checker() {
        let code = lines("import A\nfunc f() {\n    let a =  1  // one\n    b(\"http://c\")\n}")
        let found = blocks("text\n```swift\nimport A\n\nlet a = 1    // 1\nb(\"http://c\")\n```\n```\nnot(swift)\n```")
        #expect(found == [["import A", "let a = 1", "b(\"http://c\")"]])
        #expect(firstMissing(found[0], in: code) == nil)
        #expect(firstMissing(["let a = 1", "}"], in: code) == "}")
        #expect(firstMissing(["let a = 2"], in: code) == "let a = 2")
        #expect(firstMissing(["import B"], in: code) == "import B")
    }

    @Test("the quick start's flows merge")
    func quickStart() async throws {
        try await readmeQuickStart()
    }

    @Test("the pair's operator couples each element with its partner")
    func couples() async throws {
        #expect(try await readmeCouples(Flow(["a", "b", "c"]), Flow(0..<2)) == ["a0", "b1"])
    }

    @Test("what is divided goes two ways")
    func divided() async throws {
        let (readings, faults) = try await readmeDivided(Flow(["1", "x", "2"]))
        #expect(readings == [1, 2])
        #expect(faults == ["x"])
    }

    @Test("the orders' graph gives each sink's value")
    func ordering() async throws {
        let ledger = Ledger()
        let (total, count) = try await readmeOrders(orders(12), ledger)
        #expect(total == 550)
        #expect(count == 12)
        #expect(await ledger.totals == [110, 120])
    }

    @Test("a run can be steered and looked at")
    func steering() async throws {
        try await readmeSteering(Graph { Flow(0..<100).count() })
    }

    @Test("a behavior that is made for each run starts anew in each")
    func factory() async throws {
        for _ in 0..<2 { #expect(try await readmeFactory(Flow(["1", "x", "2"])) == [1, 6]) }
    }

    @Test("what is pushed into an inlet comes out of the flow's values")
    func inlet() async throws {
        var squares: [Int] = []
        try await readmeInlet { squares.append($0) }
        #expect(squares == [1, 4, 9])
    }

    @Test("a loop of pages ends when no link is left")
    func feedback() async throws {
        #expect(try await readmeFeedback(["abc", "z"]).sorted() == ["A", "AB", "ABC", "Z"])
    }

    @Test("the marbles and probes of the section on testing")
    func testing() async throws {
        try await readmeTesting()
    }

    @Test("the article's operator passes every n-th element")
    func everyNth() async throws {
        #expect(try await Flow(1...10).everyNth(3).collect().run() == [3, 6, 9])
    }

    // MARK: - Reading

    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    private func documents() throws -> [String] {
        let folders = ["Sources/Dataflow/Dataflow.docc", "Sources/DataflowTesting/DataflowTesting.docc"]
        return try ["README.md"]
            + folders.flatMap { folder in
                let names = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: folder).path)
                return names.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
            }
    }

    /// The code of every Swift block but those for a manifest.
    private func blocks(_ markdown: String) -> [[String]] {
        let parts = markdown.components(separatedBy: "```")
        return stride(from: 1, to: parts.count, by: 2).compactMap { index in
            guard parts[index].hasPrefix("swift\n"), !parts[index].contains(".package(") else { return nil }
            return lines(String(parts[index].dropFirst("swift\n".count)))
        }
    }

    /// Lines with single spaces, without comments at their ends and without those that say nothing then.
    private func lines(_ code: String) -> [String] {
        code.split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            let comment = words.firstIndex { $0.hasPrefix("//") } ?? words.endIndex
            return words[..<comment].joined(separator: " ")
        }.filter { !$0.isEmpty }
    }

    /// Imports may stand anywhere; the other lines must follow each other. Where that fails, how far it went at best.
    private func firstMissing(_ block: [String], in code: [String]) -> String? {
        if let absent = block.first(where: { $0.hasPrefix("import ") && !code.contains($0) }) { return absent }
        let block = block.filter { !$0.hasPrefix("import ") }
        let best = code.indices.map { start in zip(block, code[start...]).prefix { $0 == $1 }.count }.max() ?? 0
        return best < block.count ? block[best] : nil
    }
}
