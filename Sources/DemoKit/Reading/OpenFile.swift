import Foundation

/// A regular file, open for reading until nobody has a reference.
final class OpenFile: Sendable {
    private let descriptor: Int32

    /// Opens without waiting: a pipe that took the file's place since it was found must not hold a worker up.
    init(_ path: RawPath) throws(SystemError) {
        let descriptor = unsafe open(path.cString, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// The next bytes; fewer than `count` only at the end of the file.
    func read(upTo count: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let room = UnsafeMutableRawBufferPointer(buffer)
            while filled < count {
                let more = unsafe Foundation.read(descriptor, room.baseAddress! + filled, count - filled)
                if more == 0 { break }
                if more > 0 { filled += more } else if errno != EINTR { failure = .last }
                if failure != nil { break }
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
