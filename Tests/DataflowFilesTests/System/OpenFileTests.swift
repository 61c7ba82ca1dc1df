import DataflowProbes
import Foundation
import Testing

@testable import DataflowFiles

@Suite("Open files")
struct OpenFileTests {
    @Test("W3 A file is closed once: what gets its number afterwards stays open")
    func once() throws {
        let tree = try TemporaryTree()
        try tree.write("a", "one")
        let first = try OpenFile(RawPath(tree.at("a")))
        first.close()
        let second = try OpenFile(RawPath(tree.at("a")))
        first.close()
        #expect(try second.read(upTo: 9) == Array("one".utf8))
    }

    @Test("what was borrowed stays open")
    func borrowed() throws {
        let pipe = try TestPipe()
        try OpenFile(borrowing: pipe.reading).close()
        pipe.write("a")
        #expect(pipe.read() == "a")
    }

    @Test("a descriptor that is not open is told")
    func closed() throws {
        #expect(throws: SystemError(code: EBADF)) { _ = try OpenFile(borrowing: 1 << 20) }
    }

    @Test("reading gives as many bytes as asked for, fewer at the end, and none behind it")
    func reading() throws {
        let tree = try TemporaryTree()
        try tree.write("a", "12345")
        let file = try OpenFile(RawPath(tree.at("a")))
        let pieces = try (0..<3).map { _ in String(decoding: try file.read(upTo: 3), as: UTF8.self) }
        #expect(pieces == ["123", "45", ""])
    }

    @Test("a file that nobody can read is told with the system's reason")
    func missing() throws {
        let tree = try TemporaryTree()
        let error = #expect(throws: SystemError.self) { _ = try OpenFile(RawPath(tree.at("nowhere"))) }
        #expect(error?.isMissing == true)
        #expect(throws: SystemError.isDirectory) { try OpenFile(RawPath(tree.path)).read(upTo: 1) }
    }
}
