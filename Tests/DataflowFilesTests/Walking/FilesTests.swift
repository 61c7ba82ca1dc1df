import Dataflow
import DataflowFiles
import DataflowProbes
import Foundation
import Testing

@Suite("files", .timeLimit(.minutes(5)))
struct FilesTests {
    @Test("the files of a tree, all or those with an extension, in every run", arguments: capacities)
    func extensions(capacity: Int?) async throws {
        let tree = try TemporaryTree()
        for name in ["a.swift", "b/c.SWIFT", "b/d.md", "e", ".f.swift"] { try tree.write(name, "") }
        var all = Flow.files(under: RawPath(tree.path))
        if let capacity { all = all.capacity(capacity) }
        for _ in 0..<2 {
            #expect(try await all.collect().run() == paths(tree, [".f.swift", "a.swift", "b/c.SWIFT", "b/d.md", "e"]))
        }
        let some = Flow.files(under: RawPath(tree.path), extensions: ["Swift"], includesHidden: false)
        #expect(try await some.collect().run() == paths(tree, ["a.swift", "b/c.SWIFT"]))
        let others = Flow.files(under: RawPath(tree.path)) { $0.lastComponent != "b" }
        #expect(try await others.collect().run() == paths(tree, [".f.swift", "a.swift", "e"]))
    }

    @Test("a root that is missing fails the flow, or is told and passed over, as asked")
    func missing() async throws {
        let tree = try TemporaryTree()
        let root = RawPath(tree.at("nowhere"))
        let error = await #expect(throws: GraphError.self) { try await Flow.files(under: root).collect().run() }
        #expect((error?.underlying as? FileError)?.code == ENOENT)
        let told = Recorder<FileError>()
        let flow = Flow.files(under: root, onUnreadable: .skip { told.record($0) })
        #expect(try await flow.collect().run() == [])
        #expect(told.elements.map(\.path) == [root])
    }

    @Test("links are followed where asked")
    func links() async throws {
        let tree = try TemporaryTree()
        try tree.write("a/file", "")
        try tree.link("b", to: "a")
        #expect(try await Flow.files(under: RawPath(tree.path)).count().run() == 1)
        #expect(try await Flow.files(under: RawPath(tree.at("b")), links: .follow).count().run() == 1)
    }

    @Test("each file's lines, one file after the other, and side by side")
    func linesOfAll() async throws {
        let tree = try TemporaryTree()
        for number in 10..<60 { try tree.write("\(number)", "\(number) a\n\(number) b\n") }
        let files = Flow.files(under: RawPath(tree.path))
        let expected = (10..<60).flatMap { ["\($0) a", "\($0) b"] }
        #expect(try await files.concatMap { Flow.lines(of: .file($0)) }.collect().run() == expected)
        let beside = files.flatMap(maxConcurrent: 4) { Flow.lines(of: .file($0)) }
        #expect(try await beside.collect().run().sorted() == expected)
    }

    private func paths(_ tree: TemporaryTree, _ names: [String]) -> [RawPath] { names.map { RawPath(tree.at($0)) } }
}
