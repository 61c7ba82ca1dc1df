import Dataflow
import DataflowProbes
import DataflowTesting
import Foundation
import Testing

@testable import DataflowFiles

@Suite("Atomic files", .timeLimit(.minutes(5)))
struct AtomicDestinationTests {
    @Test(
        "W6 A file takes its place when the flow completes or drains, and is removed when it does not",
        arguments: RunsEnd.allCases)
    func ends(end: RunsEnd) async throws {
        let (tree, source) = (try TemporaryTree(), TestSource<String>())
        try tree.write("a", "old")
        let sink = source.flow.writeLines(to: .atomic(RawPath(tree.at("a"))))
        _ = try await sink.outcome("\(end)") { run in
            try await source.send("new")
            await settle { tree.names.count == 2 }
            #expect(tree.text("a") == "old")
            switch end {
            case .completion, .satisfaction: source.finish()
            case .failure: source.fail(Boom())
            case .cancellation: run.cancel()
            case .drain: try await run.drain()
            }
        }
        let isWhole = end != .failure && end != .cancellation
        #expect(tree.text("a") == (isWhole ? "new\n" : "old"))
        #expect(tree.names == ["a"])
    }

    @Test("a flow without elements makes an empty file; one that fails before its first element makes none")
    func empty() async throws {
        let tree = try TemporaryTree()
        _ = try await Flow<String>.empty().writeLines(to: .atomic(RawPath(tree.at("a")))).run()
        #expect(tree.text("a") == "")
        await #expect(throws: GraphError.self) {
            try await Flow<String>.failing(Boom()).writeLines(to: .atomic(RawPath(tree.at("b")))).run()
        }
        #expect(tree.names == ["a"])
    }

    @Test("a run that ends early with a value puts what was written in place")
    func early() async throws {
        let (tree, source) = (try TemporaryTree(), TestSource<String>())
        let graph = Graph { source.flow.writeLines(to: .atomic(RawPath(tree.at("a")))) }
        try await graph.run { run in
            try await source.send("new")
            await settle { tree.names.count == 1 }
            #expect(await run.rest.wait())
            let end = try await run.finish(within: .zero)
            #expect(end.value.elements == 1)
        }
        #expect(tree.names == ["a"])
        #expect(tree.text("a") == "new\n")
    }

    @Test("a link stays, what it points to is replaced and keeps its permissions")
    func replaced() async throws {
        let tree = try TemporaryTree()
        try tree.write("real/file", "old")
        try tree.link("link", to: "real/file")
        unsafe #expect(chmod(tree.at("real/file"), 0o640) == 0)
        _ = try await Flow(["new"]).writeLines(to: .atomic(RawPath(tree.at("link")))).run()
        #expect(tree.text("real/file") == "new\n")
        #expect(try FileStatus(of: RawPath(tree.at("link"))).kind == .link)
        #expect(try FileStatus(of: RawPath(tree.at("real/file"))).permissions == 0o640)
    }

    @Test("a pipe is not replaced by a file")
    func special() async throws {
        let tree = try TemporaryTree()
        tree.makePipe("pipe")
        let error = await #expect(throws: GraphError.self) {
            try await Flow(["a"]).writeLines(to: .atomic(RawPath(tree.at("pipe")))).run()
        }
        #expect(error?.fileError?.code == ENOTSUP)
        #expect(tree.names == ["pipe"])
    }

    @Test("W6 A file with a gap never takes its place, also where failures are skipped")
    func gap() async throws {
        let tree = try TemporaryTree()
        var destination = try AtomicDestination(RawPath(tree.at("a")))
        destination.file.close()
        await #expect(throws: FileError.self) { try await destination.write(Batch(bytes: [65], count: 1)) }
        #expect(throws: FileError.self) { try destination.finish() }
        destination.close()
        #expect(tree.names == [])
    }

    @Test("two runs at once each write a whole file")
    func twoRuns() async throws {
        let tree = try TemporaryTree()
        let lines = (0..<20_000).map { "\($0)" }
        let sink = Flow(lines).writeLines(to: .atomic(RawPath(tree.at("a"))))
        async let one = sink.run()
        async let other = sink.run()
        #expect(try await one == other)
        #expect(tree.text("a") == lines.map { $0 + "\n" }.joined())
        #expect(tree.names == ["a"])
    }
}
