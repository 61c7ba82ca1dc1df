import Foundation

/// Both ends of a pipe, which the test holds.
package final class TestPipe: Sendable {
    package let reading: Int32
    package let writing: Int32
    private let open: Locked<Set<Int32>>

    package init() throws {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw Boom("no pipe") }
        (reading, writing) = (ends[0], ends[1])
        open = Locked(Set(ends))
    }

    deinit {
        closeReading()
        closeWriting()
    }

    package func closeReading() { shut(reading) }
    package func closeWriting() { shut(writing) }

    private func shut(_ end: Int32) {
        let isOpen = open { $0.remove(end) != nil }
        if isOpen { _ = close(end) }
    }

    /// Puts a text in; it must be short enough for the pipe.
    package func write(_ text: String) {
        let bytes = Array(text.utf8)
        let count = unsafe Foundation.write(writing, bytes, bytes.count)
        precondition(count == bytes.count)
    }

    /// Takes out what is there, up to 64 KiB; nothing if there is nothing: a test that waited would hold a thread.
    package func read() -> String {
        var polled = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&polled, 1, 0) > 0 else { return "" }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe Foundation.read(reading, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
}
