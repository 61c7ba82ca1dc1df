import Dataflow
import DataflowFiles
import DataflowProbes
import Foundation
import Testing

@testable import DataflowFiles

@Suite("pieces", .timeLimit(.minutes(5)))
struct FilePiecesTests {
    @Test("the pieces of a file are its bytes, all but the last of the size", arguments: [0, 1, 9, 10, 11, 20, 25])
    func pieces(count: Int) async throws {
        let tree = try TemporaryTree()
        let bytes = (0..<count).map { UInt8($0 + 65) }
        try tree.write("file", bytes)
        let flow = Flow.pieces(of: .file(RawPath(tree.at("file"))), upTo: 10)
        for _ in 0..<2 {
            let pieces = try await flow.collect().run()
            #expect(pieces.flatMap { $0 } == bytes)
            #expect(pieces.dropLast().allSatisfy { $0.count == 10 } && !pieces.contains([]))
        }
    }

    @Test("W3 A file is closed however the flow ends, before the run returns", arguments: RunsEnd.allCases)
    func closed(end: RunsEnd) async throws {
        let tree = try TemporaryTree()
        if end == .completion { try tree.write("file", "a text") } else { try tree.writeEndless("file") }
        let (path, seen) = (tree.at("file"), Counter())
        let flow = Flow.pieces(of: .file(RawPath(path)), upTo: 1)
        let pieces = flow.map { piece in
            seen.add()
            if end == .failure, seen.value == 5 { throw Boom() }
            return piece
        }
        let sink = (end == .satisfaction ? pieces.prefix(3) : pieces).count()
        let outcome = try await sink.outcome("\(end)") { run in
            await settle { seen.value > 0 }
            switch end {
            case .cancellation: run.cancel()
            case .drain: try await run.drain()
            case .completion, .failure, .satisfaction: break
            }
        }
        #expect(seen.value > 0)
        #expect(outcome.wasCancelled == (end == .cancellation))
        #expect((outcome.graphError?.underlying is Boom) == (end == .failure))
        if let count = openDescriptors(on: path) { #expect(count == 0) }
    }

    @Test("W1 What a pipe has is there although the next read waits; one worker is enough", arguments: parallelisms)
    func prompt(parallelism: Int) async throws {
        let (pipe, seen) = (try TestPipe(), Recorder<[UInt8]>())
        let graph = Graph {
            Flow.pieces(of: .descriptor(pipe.reading, "pipe")).forEach { seen.record($0) }
            // Goes on while the other one waits.
            Flow(0..<1_000).forEach { _ in }
        }
        _ = try await graph.outcome("prompt", parallelism: parallelism) { _ in
            for letter in ["a", "b"] {
                pipe.write(letter)
                await settle { seen.elements.last == Array(letter.utf8) }
            }
            await settle { ReadinessWatch.shared.isAwaiting(pipe.reading) }
            pipe.closeWriting()
        }
        #expect(seen.elements == [[97], [98]])
    }

    @Test(
        "W2 A wait for a silent pipe ends at once", arguments: [RunsEnd.cancellation, .drain, .failure, .satisfaction])
    func silent(end: RunsEnd) async throws {
        let tree = try TemporaryTree()
        tree.makePipe("pipe")
        let (path, fault) = (tree.at("pipe"), Gate())
        let pieces = Flow.pieces(of: .file(RawPath(path))).named("pieces")
        let others = Flow<[UInt8]> { _ in
            try await fault.wait()
            throw Boom()
        }
        let graph = Graph {
            pieces.prefix(end == .satisfaction ? 1 : 9).count()
            others.prefix(end == .failure ? 1 : 0).ignore()
        }
        // Held open, so that the pipe has no end.
        let writer = Locked<Int32>(-1)
        let outcome = try await graph.outcome("\(end)") { run in
            await settle {
                writer {
                    $0 = unsafe open(path, O_WRONLY | O_NONBLOCK)
                    return $0 >= 0
                }
            }
            _ = unsafe write(writer { $0 }, [65], 1)
            await settle { run.snapshot().node("pieces")?.emitted == 1 }
            switch end {
            case .cancellation: run.cancel()
            case .drain: try await run.drain()
            case .failure: fault.open()
            case .completion, .satisfaction: break
            }
        }
        close(writer { $0 })
        #expect(hasNoReader(path))
        #expect(outcome.wasCancelled == (end == .cancellation))
        #expect(outcome.value.map { $0.0 } == (end == .drain || end == .satisfaction ? 1 : nil))
    }

    @Test("W9 A file that cannot be opened or read fails the flow, with the path and the repair")
    func failures() async throws {
        let tree = try TemporaryTree()
        for (name, operation, code) in [("nowhere", FileError.Operation.open, ENOENT), ("", .read, EISDIR)] {
            let flow = Flow.pieces(of: .file(RawPath(tree.at(name)))).collect()
            let error = await #expect(throws: GraphError.self) { try await flow.run() }
            #expect(error?.fileError?.operation == operation)
            #expect(error?.fileError?.code == code)
            #expect(error?.fileError?.path == RawPath(tree.at(name)))
        }
    }

    @Test("what can be read once feeds one run")
    func singlePass() async throws {
        let pipe = try TestPipe()
        pipe.write("a")
        pipe.closeWriting()
        let sink = Flow.pieces(of: .descriptor(pipe.reading, "pipe")).collect()
        #expect(try await sink.run() == [[97]])
        await #expect(throws: InvalidGraph.self) { try await sink.run() }
    }

    @Test("a size that holds nothing, or more than memory, is found before the graph runs")
    func limits() async {
        #expect(await findings(of: Flow.pieces(of: "a", upTo: 0).collect()).count == 1)
        #expect(await findings(of: Flow.pieces(of: "a", upTo: 1 << 31).collect()).count == 1)
    }
}
