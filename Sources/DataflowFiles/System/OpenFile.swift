#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

import Synchronization

/// A file, a pipe or a device that is open; closed once, when it is told to or nobody has a reference any more.
package final class OpenFile: Sendable {
    let descriptor: Int32
    /// Whether it is a file of a file system, on which reading and writing wait for the disk alone.
    let isRegular: Bool
    /// Whether a call that would have to wait fails instead; what was opened elsewhere is as others need it.
    let neverWaits: Bool
    /// Whether nobody has closed it yet who must.
    private let mustClose: Atomic<Bool>

    /// Opens a file for reading, without waiting: a pipe must not hold a worker up, whoever put it there.
    package convenience init(_ path: RawPath) throws(SystemError) {
        try self.init(path, O_RDONLY)
    }

    /// Opens a file in one of the system's ways.
    ///
    /// - Parameter permissions: those of a file that is made, less what the process's mask takes away.
    init(_ path: RawPath, _ flags: Int32, permissions: mode_t = 0o666) throws(SystemError) {
        // SAFETY: the path's bytes live as long as the call.
        descriptor = try uninterrupted {
            unsafe open(path.cString, flags | O_NONBLOCK | O_CLOEXEC, permissions)
        }
        neverWaits = true
        mustClose = Atomic(true)
        isRegular = (try? FileStatus(of: descriptor))?.kind == .file
    }

    /// What somebody else has opened, and will close.
    init(borrowing descriptor: Int32) throws(SystemError) {
        self.descriptor = descriptor
        neverWaits = false
        mustClose = Atomic(false)
        isRegular = try FileStatus(of: descriptor).kind == .file
    }

    deinit { close() }

    /// Closes the file, unless it is closed or somebody else's.
    func close() {
        // Not again after an interruption: the descriptor is gone then, and may be another's.
        if mustClose.exchange(false, ordering: .acquiringAndReleasing) { _ = closeDescriptor(descriptor) }
    }

    /// The next bytes; fewer than `count` only at the end of the file.
    package func read(upTo count: Int) throws(SystemError) -> [UInt8] { try read(upTo: count, isWhole: true) }

    /// What one call reads: the bytes that are there, none at the end.
    func readOnce(upTo count: Int) throws(SystemError) -> [UInt8] {
        let bytes = try read(upTo: count, isWhole: false)
        // Small pieces do not keep the memory of large ones.
        return bytes.count < count / 2 ? unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) } : bytes
    }

    private func read(upTo count: Int, isWhole: Bool) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        // SAFETY: what is read fits into the room that is left, and is counted.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { room, filled in
            while filled < count, failure == nil {
                let more = unsafe readDescriptor(descriptor, room.baseAddress! + filled, count - filled)
                if more > 0 { filled += more } else if more == 0 { break } else if errno != EINTR { failure = .last }
                if more > 0, !isWhole { break }
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
