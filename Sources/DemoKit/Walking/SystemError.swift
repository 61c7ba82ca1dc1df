import Foundation

/// Why a system call failed.
struct SystemError: Error, Equatable, CustomStringConvertible {
    let code: Int32

    /// The failure of the call that was made last.
    static var last: SystemError { SystemError(code: errno) }

    var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    var isLinkLoop: Bool { code == ELOOP }
    var isPermission: Bool { code == EACCES || code == EPERM }

    var description: String { unsafe String(cString: strerror(code)).lowercased() }
}
