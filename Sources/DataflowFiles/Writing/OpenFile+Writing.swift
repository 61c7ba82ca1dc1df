#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How a file is opened for writing.
enum Opening {
    /// Made, or emptied.
    case emptied
    /// Made, or written on at its end.
    case appended
    /// Made; it must not be there.
    case new

    fileprivate var flags: Int32 {
        switch self {
        case .emptied: O_WRONLY | O_CREAT | O_TRUNC
        case .appended: O_WRONLY | O_CREAT | O_APPEND
        case .new: O_WRONLY | O_CREAT | O_EXCL
        }
    }
}

extension OpenFile {
    /// Opens a file for writing.
    static func writing(_ path: RawPath, _ opening: Opening) throws(FileError) -> OpenFile {
        try FilePlace(path).telling(.open) { () throws(SystemError) in try OpenFile(path, opening.flags) }
    }

    /// Gives it to the disk, and waits until the disk has it.
    func synchronize() throws(SystemError) { _ = try uninterrupted { fsync(descriptor) } }

    func setPermissions(_ permissions: mode_t) throws(SystemError) {
        _ = try uninterrupted { fchmod(descriptor, permissions) }
    }
}

extension FileOutput {
    static func stream(_ path: RawPath, _ opening: Opening) -> FileOutput {
        FileOutput(FilePlace(path)) { () throws(FileError) in
            StreamDestination(FilePlace(path), try OpenFile.writing(path, opening))
        }
    }
}

extension RawPath {
    /// Gives what is here another path.
    func move(to other: RawPath) throws(FileError) {
        // SAFETY: the bytes of the paths live as long as the calls; so below.
        try FilePlace(self).telling(.rename) { () throws(SystemError) in
            guard unsafe rename(cString, other.cString) == 0 else { throw .last }
        }
    }

    func remove() throws(FileError) {
        try FilePlace(self).telling(.remove) { () throws(SystemError) in
            guard unsafe unlink(cString) == 0 else { throw .last }
        }
    }

    var isThere: Bool { (try? FileStatus(of: self)) != nil }

    /// The path without links; what is not there is a failure.
    func resolved() throws(SystemError) -> RawPath {
        guard let found = unsafe realpath(cString, nil) else { throw .last }
        defer { unsafe free(found) }
        return RawPath(bytes: unsafe Array(UnsafeRawBufferPointer(start: found, count: strlen(found))))
    }
}
