import Dataflow
import DataflowFiles
import DataflowProbes
import DataflowTesting
import Testing

@Suite("Example: a file tool", .timeLimit(.minutes(5)))
struct FileToolTests {
    private let complaints = Recorder<String>()
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree()
        try tree.write("logs/a.log", "fine\nERROR one\nfine\n")
        try tree.write("logs/b/c.txt", "ERROR two\r\nERROR three")
        try tree.write("logs/picture.png", "ERROR")
    }

    private var tool: FileTool { tool(RawPath(tree.at("logs"))) }

    private func tool(_ root: RawPath) -> FileTool {
        FileTool(root: root, word: "ERROR", report: RawPath(tree.at("report"))) { [complaints] in
            complaints.record("\($0)")
        }
    }

    @Test("what was found stands in the report, file by file, with the numbers of the lines")
    func report() async throws {
        let (written, files) = try await tool.graph.run(clock: TestClock())
        #expect(tree.text("report") == "a.log:2: ERROR one\nc.txt:1: ERROR two\nc.txt:2: ERROR three\n")
        #expect((written.elements, files) == (3, 2))
        #expect(complaints.elements == [])
    }

    @Test("what cannot be read is told, and the rest is searched")
    func complains() async throws {
        try tree.write("logs/b/a.log", Array("ERROR before\n".utf8) + Array(repeating: 65, count: 2 << 20))
        let (written, _) = try await tool.graph.run(clock: TestClock())
        #expect(written.elements == 4)
        #expect(complaints.elements.map { $0.contains("b/a.log:2: the line has more than") } == [true])
        complaints.forget()
        _ = try await tool(RawPath(tree.at("nowhere"))).graph.run(clock: TestClock())
        #expect(complaints.elements.map { $0.contains("nowhere could not be found") } == [true])
    }

    @Test("a search that is cancelled leaves the report of the search before")
    func cancelled() async throws {
        try tree.write("report", "old")
        try tree.write("logs/b/a.log", Array(repeating: 65, count: 2 << 20))
        // It stays with the line that is too long.
        let tool = FileTool(root: RawPath(tree.at("logs")), word: "ERROR", report: RawPath(tree.at("report"))) { _ in
            while !Task.isCancelled {}
        }
        let search = Task { try await tool.graph.run(clock: TestClock(), parallelism: 2) }
        await settle { tree.names.count == 3 }
        search.cancel()
        await #expect(throws: CancellationError.self) { try await search.value }
        #expect(tree.text("report") == "old")
        #expect(tree.names == ["logs", "report"])
    }

    @Test("every schedule of the search finds the same")
    func schedules() async throws {
        _ = try await explore(seeds: 0..<20) { [tool, tree] _ in
            _ = try await tool.graph.run()
            #expect(tree.text("report")?.hasPrefix("a.log:2: ERROR one\n") == true)
        }
    }
}
