import DataflowProbes
import Foundation
import Testing

@testable import DataflowFiles

@Suite("Walking a tree")
struct DirectoryWalkTests {
    @Test("W8 Entries come depth first, a directory before what is in it, in the order of their names")
    func order() throws {
        let tree = try TemporaryTree()
        for name in ["b.txt", "a/z", "a/b/c", "a/.hidden", "c", "A"] { try tree.write(name, "") }
        let names = try told(tree)
        #expect(names == ["dir ", "A", "dir a", "a/.hidden", "dir a/b", "a/b/c", "a/z", "b.txt", "c"])
    }

    @Test("a file alone is a tree of one, a link to a directory is a root like any other")
    func roots() throws {
        let tree = try TemporaryTree()
        try tree.write("real/file", "")
        try tree.link("link", to: "real")
        #expect(Array(DirectoryWalk(RawPath(tree.at("real/file")))) == [.file(RawPath(tree.at("real/file")))])
        #expect(DirectoryWalk(RawPath(tree.at("link"))).compactMap(\.file) == [RawPath(tree.at("link/file"))])
    }

    @Test("links are told apart and not followed, pipes are never opened")
    func strays() throws {
        let tree = try TemporaryTree()
        try tree.write("file", "")
        for (name, target) in [("broken", "nowhere"), ("itself", "itself"), ("up", "."), ("alias", "file")] {
            try tree.link(name, to: target)
        }
        tree.makePipe("pipe")
        #expect(
            try told(tree) == [
                "dir ", "notFollowed alias", "broken broken", "file", "loop itself", "a named pipe pipe", "loop up",
            ])
    }

    @Test("W8 Links that are followed lead to each directory once, and to no loop")
    func followed() throws {
        let tree = try TemporaryTree()
        try tree.write("a/one", "")
        try tree.write("z/two", "")
        for (name, target) in [("a/up", ".."), ("b", "z"), ("c", "z"), ("d", "a/one"), ("e", "nowhere"), ("f", "f")] {
            try tree.link(name, to: target)
        }
        #expect(
            try told(tree, links: .follow) == [
                "dir ", "dir a", "a/one", "loop a/up", "dir b", "b/two", "visited c", "d", "broken e", "loop f",
                "visited z",
            ])
    }

    @Test("W8 Two links that lead to each other's directories end")
    func mutual() throws {
        let tree = try TemporaryTree()
        try tree.write("a/file", "")
        try tree.write("b/file", "")
        try tree.link("a/to-b", to: "../b")
        try tree.link("b/to-a", to: "../a")
        #expect(
            try told(tree, links: .follow) == [
                "dir ", "dir a", "a/file", "dir a/to-b", "a/to-b/file", "loop a/to-b/to-a", "visited b",
            ])
    }

    @Test("hidden names, and what is refused, are passed over with all that is in them")
    func choice() throws {
        let tree = try TemporaryTree()
        for name in [".git/a", "b/.c", "b/d", "e/f"] { try tree.write(name, "") }
        var walk = DirectoryWalk(RawPath(tree.path))
        walk.includesHidden = false
        walk.includes = { $0.lastComponent != "e" }
        #expect(walk.compactMap(\.file) == [RawPath(tree.at("b/d"))])
    }

    @Test("a missing root, and a directory that cannot be listed, are told, and the walk goes on")
    func unreadable() throws {
        let tree = try TemporaryTree()
        let nowhere = Array(DirectoryWalk(RawPath(tree.at("nowhere"))))
        #expect(nowhere.map { $0.error?.code } == [ENOENT])
        try tree.write("a/secret", "")
        try tree.write("b", "")
        unsafe chmod(tree.at("a"), 0)
        defer { unsafe chmod(tree.at("a"), 0o700) }
        let entries = Array(DirectoryWalk(RawPath(tree.path)))
        #expect(entries.compactMap(\.file).contains(RawPath(tree.at("b"))))
        // Who may do everything can list it all the same.
        if getuid() != 0 { #expect(entries.compactMap { $0.error?.code } == [EACCES]) }
    }

    @Test("a directory that is gone when its turn comes is told")
    func gone() throws {
        let tree = try TemporaryTree()
        for name in ["a", "b/c"] { try tree.write(name, "") }
        var walk = DirectoryWalk(RawPath(tree.path)).makeIterator()
        _ = (walk.next(), walk.next())
        try FileManager.default.removeItem(atPath: tree.at("b"))
        #expect(walk.next()?.error?.path == RawPath(tree.at("b")))
        #expect(walk.next() == nil)
    }

    private func told(_ tree: TemporaryTree, links: LinkPolicy = .leave) throws -> [String] {
        var walk = DirectoryWalk(RawPath(tree.path))
        walk.links = links
        func name(_ path: RawPath) -> String { String(path.description.dropFirst(tree.path.count + 1)) }
        return walk.map { entry in
            switch entry {
            case .file(let path): name(path)
            case .directory(let path): "dir \(name(path))"
            case .visited(let path): "visited \(name(path))"
            case .link(let path, let link): "\(link) \(name(path))"
            case .special(let path, let what): "\(what) \(name(path))"
            case .unreadable(let error): "\(error)"
            }
        }
    }
}

extension WalkEntry {
    var error: FileError? {
        if case .unreadable(let error) = self { error } else { nil }
    }
}
