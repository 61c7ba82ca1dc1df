import Foundation

@testable import DemoKit

/// A directory of its own for one test, gone when the test is.
final class TemporaryTree {
    let path: String

    init() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "dataflow-demo-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        path = directory.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, and the directories above it.
    func write(_ name: String, _ bytes: [UInt8]) throws {
        let file = URL(fileURLWithPath: at(name))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func write(_ name: String, _ text: String) throws {
        try write(name, Array(text.utf8))
    }

    /// Writes a text that nobody reads to its end, though it takes up no room.
    func writeEndless(_ name: String) throws {
        try write(name, Array(repeating: UInt8(ascii: "a"), count: 65_536))
        guard unsafe truncate(at(name), 1 << 42) == 0 else { throw SystemError.last }
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: at(name), withDestinationPath: target)
    }

    func makePipe(_ name: String) {
        unsafe mkfifo(at(name), 0o600)
    }

    func at(_ name: String) -> String { "\(path)/\(name)" }
}
