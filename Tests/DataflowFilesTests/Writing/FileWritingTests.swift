import Dataflow
import DataflowProbes
import DataflowTesting
import Foundation
import Testing

@testable import DataflowFiles

@Suite("Writing", .timeLimit(.minutes(5)))
struct FileWritingTests {
    @Test("lines are written with their ends, and counted", arguments: capacities)
    func lines(capacity: Int?) async throws {
        let tree = try TemporaryTree()
        var lines = Flow((0..<30_000).map { "line \($0) é" })
        if let capacity { lines = lines.capacity(capacity) }
        let written = try await lines.writeLines(to: .file(RawPath(tree.at("a")))).run()
        let text = (0..<30_000).map { "line \($0) é\n" }.joined()
        #expect(tree.text("a") == text)
        #expect(written == Written(elements: 30_000, bytes: text.utf8.count))
    }

    @Test("pieces are written as they are, and another line end where asked for")
    func pieces() async throws {
        let tree = try TemporaryTree()
        let pieces = Flow((0..<100).map { [UInt8(65 + $0 % 26)] })
        #expect(try await pieces.write(to: .file(RawPath(tree.at("a")))).run() == Written(elements: 100, bytes: 100))
        #expect(tree.text("a")?.prefix(3) == "ABC")
        _ = try await Flow(["a", "b"]).writeLines(to: .file(RawPath(tree.at("a"))), ending: "\r\n").run()
        #expect(tree.text("a") == "a\r\nb\r\n")
    }

    @Test("a file is emptied, or written on at its end; without elements it is made")
    func openings() async throws {
        let tree = try TemporaryTree()
        for name in ["emptied", "appended"] { try tree.write(name, "old\n") }
        _ = try await Flow(["new"]).writeLines(to: .file(RawPath(tree.at("emptied")))).run()
        _ = try await Flow(["new"]).writeLines(to: .appending(to: RawPath(tree.at("appended")))).run()
        _ = try await Flow<String>.empty().writeLines(to: .file(RawPath(tree.at("made")))).run()
        #expect(tree.text("emptied") == "new\n")
        #expect(tree.text("appended") == "old\nnew\n")
        #expect(tree.text("made") == "")
    }

    @Test("W5 A line is written as soon as the file is idle", arguments: parallelisms)
    func prompt(parallelism: Int) async throws {
        let (tree, source) = (try TemporaryTree(), TestSource<String>())
        let sink = source.flow.writeLines(to: .file(RawPath(tree.at("a"))))
        _ = try await sink.outcome("prompt", parallelism: parallelism) { _ in
            for line in ["one", "two"] {
                try await source.send(line)
                await settle { tree.text("a")?.hasSuffix("\(line)\n") == true }
            }
            source.finish()
        }
        #expect(tree.text("a") == "one\ntwo\n")
    }

    @Test("W3 A file is closed however the flow ends, and has what came before", arguments: RunsEnd.allCases)
    func closed(end: RunsEnd) async throws {
        let (tree, source) = (try TemporaryTree(), TestSource<String>())
        let (path, fault) = (tree.at("a"), Boom())
        let sink = source.flow.writeLines(to: .file(RawPath(path)))
        let outcome = try await sink.outcome("\(end)") { run in
            try await source.send("one")
            await settle { tree.text("a") == "one\n" }
            switch end {
            case .completion, .satisfaction: source.finish()
            case .failure: source.fail(fault)
            case .cancellation: run.cancel()
            case .drain: try await run.drain()
            }
        }
        #expect(outcome.value?.elements == (end == .failure || end == .cancellation ? nil : 1))
        #expect(tree.text("a") == "one\n")
        if let count = openDescriptors(on: path) { #expect(count == 0) }
    }

    @Test("W5 What comes before a failure of upstream is written")
    func beforeFailure() async throws {
        let tree = try TemporaryTree()
        let lines = Flow((0..<1_000).map { "\($0)" }).append(Flow<String>.failing(Boom()))
        await #expect(throws: GraphError.self) {
            try await lines.writeLines(to: .file(RawPath(tree.at("a")))).run()
        }
        #expect(tree.text("a") == (0..<1_000).map { "\($0)\n" }.joined())
    }

    @Test("W9 A place that cannot be written to fails the flow, with the path and the repair")
    func failures() async throws {
        let tree = try TemporaryTree()
        for (name, code) in [("no/such/file", ENOENT), ("", EISDIR)] {
            let path = RawPath(tree.at(name))
            for output in [
                FileOutput.file(path), .appending(to: path), .rotating(path, at: 9, keeping: 1), .atomic(path),
            ] {
                let error = await #expect(throws: GraphError.self) {
                    try await Flow(["a"]).writeLines(to: output).run()
                }
                #expect(error?.fileError?.operation == .open)
                #expect(error?.fileError?.code == code)
                #expect(error?.fileError?.path == path)
            }
        }
    }

    #if os(Linux)
    @Test("a full disk fails the flow")
    func full() async throws {
        let error = await #expect(throws: GraphError.self) {
            try await Flow(["a"]).writeLines(to: .appending(to: "/dev/full")).run()
        }
        #expect(error?.fileError?.operation == .write)
        #expect(error?.fileError?.code == ENOSPC)
    }
    #endif

    @Test(
        "W1 A pipe that is full holds up its own flow and no worker, and takes everything in the end",
        arguments: parallelisms)
    func slowReader(parallelism: Int) async throws {
        let (pipe, others) = (try TestPipe(), Counter())
        let lines = (0..<20_000).map { "line \($0)" }
        let graph = Graph {
            Flow(lines).writeLines(to: .descriptor(pipe.writing, "pipe"))
            Flow(0..<1_000).forEach { _ in others.add() }
        }
        let text = Locked("")
        let outcome = try await graph.outcome("slow reader", parallelism: parallelism) { _ in
            await settle { others.value == 1_000 && ReadinessWatch.shared.isAwaiting(pipe.writing) }
            await settle {
                text { $0 += pipe.read() }
                return text { $0.utf8.count } == lines.reduce(0) { $0 + $1.utf8.count + 1 }
            }
        }
        #expect(outcome.value?.0.elements == 20_000)
        #expect(text { $0 } == lines.map { $0 + "\n" }.joined())
    }

    @Test("W2 A cancellation does not wait for a pipe that is full")
    func cancelled() async throws {
        let pipe = try TestPipe()
        let sink = Flow(0..<Int.max).map { "\($0)" }.writeLines(to: .descriptor(pipe.writing, "pipe"))
        let outcome = try await sink.outcome { run in
            await settle { ReadinessWatch.shared.isAwaiting(pipe.writing) }
            run.cancel()
        }
        #expect(outcome.wasCancelled)
    }

    @Test("W9 A pipe that nobody reads any more fails the flow, and not the process")
    func brokenPipe() async throws {
        let pipe = try TestPipe()
        pipe.closeReading()
        let error = await #expect(throws: GraphError.self) {
            try await Flow(["a"]).writeLines(to: .descriptor(pipe.writing, "the pipe")).run()
        }
        #expect(error?.fileError?.code == EPIPE)
        #expect(error?.fileError?.file == "the pipe")
    }

    @Test("a batch says where its elements end, if anybody has to know")
    func batches() {
        for isMarked in [true, false] {
            var gathering = Gathering<String>(ending: "\n", isMarked: isMarked)
            #expect(!gathering.isReady)
            for line in ["a", "bc"] { gathering.receive(line, now: .zero) }
            #expect(gathering.heldCount == 2)
            #expect(gathering.isReady)
            let batch = gathering.handOver(now: .zero)
            #expect(batch?.bytes == Array("a\nbc\n".utf8))
            #expect(batch?.ends == (isMarked ? [2, 5] : []))
            #expect(!gathering.isReady && gathering.heldCount == 0)
        }
    }

    @Test("enough is enough: no more is taken in until it is written")
    func enough() {
        var gathering = Gathering<[UInt8]>(ending: "", isMarked: false)
        gathering.receive(Array(repeating: 0, count: 65_535), now: .zero)
        #expect(gathering.isAccepting)
        gathering.receive([0], now: .zero)
        #expect(!gathering.isAccepting && gathering.isReady)
    }
}
