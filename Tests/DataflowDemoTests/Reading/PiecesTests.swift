import DataflowFiles
import DataflowProbes
import Foundation
import Testing

@testable import DemoKit

@Suite("Reading a file in pieces")
struct PiecesTests {
    @Test("The pieces of a file are its bytes, and only the last one says so", arguments: [0, 1, 9, 10, 11, 20, 25])
    func pieces(count: Int) throws {
        let tree = try TemporaryTree()
        let bytes = (0..<count).map { UInt8($0 + 65) }
        try tree.write("file", bytes)
        let found = Pieces(file: FoundFile(RawPath(tree.at("file"))), size: 10, brake: Brake()).map(\.piece)
        #expect(found.flatMap { $0?.bytes ?? [] } == bytes)
        let places: [Int] = Array(found.indices)
        let firsts = places.filter { found[$0]?.isFirst == true }
        let lasts = places.filter { found[$0]?.isLast == true }
        #expect(firsts == [0])
        #expect(lasts == [found.count - 1])
    }

    @Test("A file with a NUL byte in its first piece is binary, one with a later NUL byte is text")
    func binary() throws {
        let tree = try TemporaryTree()
        try tree.write("binary", [65, 0, 66])
        try tree.write("text", Array(repeating: 65, count: 10) + [0])
        #expect(readings(tree, "binary").map(\.problem?.kind) == [.binary])
        #expect(readings(tree, "text").compactMap(\.piece).count == 2)
    }

    @Test("A file that is gone, and a directory, give a problem and no pieces")
    func unreadable() throws {
        let tree = try TemporaryTree()
        try tree.write("directory/file", "")
        #expect(readings(tree, "gone").map(\.problem?.kind) == [.unreadable])
        #expect(readings(tree, "directory").map(\.problem?.kind) == [.unreadable])
    }

    @Test("A brake pulled within a file ends it with an empty last piece, and keeps others shut")
    func brake() throws {
        let tree = try TemporaryTree()
        try tree.write("file", Array(repeating: 65, count: 100))
        let brake = Brake()
        var iterator = Pieces(file: FoundFile(RawPath(tree.at("file"))), size: 10, brake: brake).makeIterator()
        #expect(iterator.next()?.piece?.bytes.count == 10)
        brake.pull()
        let last = iterator.next()?.piece
        #expect(last?.isLast == true && last?.bytes.isEmpty == true)
        #expect(iterator.next() == nil)
        #expect(Array(Pieces(file: FoundFile(RawPath(tree.at("file"))), brake: brake)).isEmpty)
    }

    private func readings(_ tree: TemporaryTree, _ name: String) -> [Reading] {
        Array(Pieces(file: FoundFile(RawPath(tree.at(name))), size: 10, brake: Brake()))
    }
}

extension Reading {
    fileprivate var piece: Piece? {
        if case .piece(let piece) = self { piece } else { nil }
    }

    fileprivate var problem: Problem? {
        if case .problem(let problem) = self { problem } else { nil }
    }
}
