#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Why a system call failed.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    package let code: Int32

    package init(code: Int32) {
        self.code = code
    }

    /// The failure of the call that was made last.
    package static var last: SystemError { SystemError(code: errno) }

    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    package var isLinkLoop: Bool { code == ELOOP }
    package var isPermission: Bool { code == EACCES || code == EPERM }
    package var isFull: Bool { code == ENOSPC || code == EDQUOT }
    package var isGone: Bool { code == EPIPE }
    /// Nothing can be read or written yet.
    package var isTooEarly: Bool { code == EAGAIN || code == EWOULDBLOCK }
    package var isTooManyFiles: Bool { code == EMFILE || code == ENFILE }

    static let isDirectory = SystemError(code: EISDIR)
    static let notSupported = SystemError(code: ENOTSUP)
    static let noThread = SystemError(code: EAGAIN)
    static let noProgress = SystemError(code: EIO)

    // SAFETY: the system's text lives until the next call of this thread, which comes after it was copied.
    package var description: String { unsafe String(cString: strerror(code)).lowercased() }
}

/// Makes a system call again for as long as a signal interrupts it.
///
/// - Returns: what the call gave, at least zero.
func uninterrupted<Number: FixedWidthInteger>(_ call: () -> Number) throws(SystemError) -> Number {
    while true {
        let answer = call()
        if answer >= 0 { return answer }
        if errno != EINTR { throw .last }
    }
}
