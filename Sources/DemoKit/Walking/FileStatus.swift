import Foundation

/// What the system says about a path without opening it.
struct FileStatus {
    enum Kind: Equatable {
        case file
        case directory
        case link
        /// A pipe, a socket, a device: never opened.
        case special(String)
    }

    /// Which file it is, whatever path leads to it.
    struct Identity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    let kind: Kind
    let identity: Identity

    /// - Parameter followingLinks: whether a link stands for what it points to.
    init(of path: RawPath, followingLinks: Bool = false) throws(SystemError) {
        var info = stat()
        let failed = unsafe followingLinks ? stat(path.cString, &info) : lstat(path.cString, &info)
        guard failed == 0 else { throw .last }
        kind = Self.kind(info.st_mode)
        identity = Identity(device: UInt64(truncatingIfNeeded: info.st_dev), number: UInt64(info.st_ino))
    }

    private static func kind(_ mode: mode_t) -> Kind {
        switch mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        case S_IFLNK: .link
        case S_IFIFO: .special("a named pipe")
        case S_IFSOCK: .special("a socket")
        case S_IFCHR, S_IFBLK: .special("a device")
        default: .special("something special")
        }
    }
}
