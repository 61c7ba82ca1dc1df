import Foundation

/// A directory of its own for one test, gone when the test is.
package final class TemporaryTree: Sendable {
    package let path: String

    package init() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("dataflow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        path = directory.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, and the directories above it.
    package func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = URL(fileURLWithPath: at(name))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    package func write(_ name: String, _ text: String) throws {
        try write(name, Array(text.utf8))
    }

    /// Writes a text that nobody reads to its end, though it takes up no room.
    package func writeEndless(_ name: String) throws {
        try write(name, Array(repeating: UInt8(ascii: "a"), count: 65_536))
        guard unsafe truncate(at(name), 1 << 42) == 0 else { throw Boom("no endless file") }
    }

    package func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: at(name), withDestinationPath: target)
    }

    package func makePipe(_ name: String) {
        unsafe mkfifo(at(name), 0o600)
    }

    /// What stands in a file; nil if there is none.
    package func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: at(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The names in the directory, in order.
    package var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

    package func at(_ name: String) -> String { "\(path)/\(name)" }
}
