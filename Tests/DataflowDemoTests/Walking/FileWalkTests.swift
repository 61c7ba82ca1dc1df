import DataflowFiles
import DataflowProbes
import Foundation
import Testing

@testable import DemoKit

@Suite("Walking a tree")
struct FileWalkTests {
    @Test("Files come depth first, in the order of their names")
    func order() throws {
        let tree = try TemporaryTree()
        for name in ["b.txt", "a/z", "a/b/c", "a/.hidden", "c", "A"] { try tree.write(name, "") }
        #expect(files(tree) == ["A", "a/.hidden", "a/b/c", "a/z", "b.txt", "c"])
    }

    @Test("A single file is a tree of one")
    func single() throws {
        let tree = try TemporaryTree()
        try tree.write("one.TXT", "")
        let found = Array(FileWalk(root: RawPath(tree.at("one.TXT")), brake: Brake()))
        #expect(found.map { $0.file?.type } == ["txt"])
    }

    @Test("What is not a file is told apart and not counted")
    func strays() throws {
        let tree = try TemporaryTree()
        try tree.write("file", "")
        try tree.link("broken", to: "nowhere")
        try tree.link("itself", to: "itself")
        try tree.link("up", to: ".")
        try tree.link("alias", to: "file")
        tree.makePipe("pipe")
        let problems = FileWalk(root: RawPath(tree.path), brake: Brake()).compactMap(\.problem)
        #expect(files(tree) == ["file"])
        #expect(problems.map(\.kind) == [.linkNotFollowed, .brokenLink, .linkLoop, .special, .linkLoop])
    }

    @Test("A path that is a link to a directory is followed")
    func linkedRoot() throws {
        let tree = try TemporaryTree()
        try tree.write("real/file", "")
        try tree.link("link", to: "real")
        let found = Array(FileWalk(root: RawPath(tree.at("link")), brake: Brake()))
        #expect(found.compactMap(\.file).map(\.path.description) == [tree.at("link/file")])
    }

    @Test("A missing path gives one problem that says so")
    func missing() throws {
        let tree = try TemporaryTree()
        let problems = FileWalk(root: RawPath(tree.at("nowhere")), brake: Brake()).map(\.problem?.kind)
        #expect(problems == [.missing])
    }

    @Test("Names that are no UTF-8 are found and can be opened")
    func rawNames() throws {
        let tree = try TemporaryTree()
        let path = RawPath(tree.path).appending([0x66, 0xFF, 0x2E, 0x74])
        try tree.write("plain", "hello")
        unsafe #expect(rename(RawPath(tree.at("plain")).cString, path.cString) == 0)
        let found = FileWalk(root: RawPath(tree.path), brake: Brake()).compactMap(\.file)
        #expect(found.map(\.path) == [path])
        #expect(try OpenFile(path).read(upTo: 9) == Array("hello".utf8))
    }

    @Test("A pulled brake ends the walk")
    func brake() throws {
        let tree = try TemporaryTree()
        for name in ["a", "b", "c"] { try tree.write(name, "") }
        let brake = Brake()
        var walk = FileWalk(root: RawPath(tree.path), brake: brake).makeIterator()
        #expect(walk.next() != nil)
        brake.pull()
        #expect(walk.next() == nil)
    }

    @Test(
        "The type of a file is its extension in lower case",
        arguments: [
            ("a.swift", "swift"), ("A.SWIFT", "swift"), ("archive.tar.gz", "gz"), ("Makefile", "(none)"),
            (".gitignore", "(none)"), ("odd.", "(none)"), ("a.b c", "(none)"), ("x.far-too-long-to-be-one", "(none)"),
            ("c.c++", "c++"),
        ]
    )
    func types(name: String, type: String) {
        #expect(FileType.of(Array(name.utf8)[...]) == type)
    }

    @Test("Control characters of a name do not reach the terminal")
    func controlCharacters() {
        #expect(RawPath("a\u{1B}[31m\nb").description == "a?[31m?b")
    }

    private func files(_ tree: TemporaryTree) -> [String] {
        let found = FileWalk(root: RawPath(tree.path), brake: Brake()).compactMap(\.file)
        return found.map { String($0.path.description.dropFirst(tree.path.count + 1)) }
    }
}
