#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What the system says about a file.
package struct FileStatus {
    package enum Kind: Equatable {
        case file
        case directory
        case link
        /// Never opened by a walk.
        case special(SpecialFile)
    }

    /// Which file it is, whatever path leads to it.
    package struct Identity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    package let kind: Kind
    package let identity: Identity
    /// In bytes.
    let size: Int
    /// Who may do what.
    let permissions: mode_t

    /// Asks about a path, without opening it.
    ///
    /// - Parameter followingLinks: whether a link stands for what it points to.
    package init(of path: RawPath, followingLinks: Bool = false) throws(SystemError) {
        var info = stat()
        // SAFETY: the system writes into a variable that lives as long as the call; so below.
        let flags = followingLinks ? 0 : AT_SYMLINK_NOFOLLOW
        guard unsafe fstatat(AT_FDCWD, path.cString, &info, flags) == 0 else { throw .last }
        self.init(info)
    }

    /// Asks about what is open.
    init(of descriptor: Int32) throws(SystemError) {
        var info = stat()
        guard unsafe fstat(descriptor, &info) == 0 else { throw .last }
        self.init(info)
    }

    private init(_ info: stat) {
        kind = Self.kind(info.st_mode)
        identity = Identity(device: UInt64(truncatingIfNeeded: info.st_dev), number: UInt64(info.st_ino))
        size = Int(clamping: info.st_size)
        permissions = info.st_mode & 0o7777
    }

    private static func kind(_ mode: mode_t) -> Kind {
        switch mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .directory
        case S_IFLNK: .link
        case S_IFIFO: .special(.pipe)
        case S_IFSOCK: .special(.socket)
        case S_IFCHR, S_IFBLK: .special(.device)
        default: .special(.other)
        }
    }
}

/// Something that has a path and is no file, directory or link.
public enum SpecialFile: String, Sendable, Hashable, CustomStringConvertible {
    /// A pipe with a name.
    case pipe = "a named pipe"
    /// A socket.
    case socket = "a socket"
    /// A device.
    case device = "a device"
    /// What this package has no word for.
    case other = "something special"

    public var description: String { rawValue }
}
