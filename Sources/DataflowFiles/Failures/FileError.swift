/// A file that could not be opened, read, written or found: what failed, where, why, and what to do.
public struct FileError: Error, Hashable, CustomStringConvertible {
    /// What was tried.
    public enum Operation: String, Sendable, Hashable {
        /// Opening or making a file.
        case open = "opened"
        /// Reading from it.
        case read
        /// Writing to it.
        case write = "written"
        /// Moving it to another name.
        case rename = "renamed"
        /// Removing it.
        case remove = "removed"
        /// Listing a directory.
        case list = "listed"
        /// Asking what is at a path.
        case find = "found"
    }

    /// What was tried.
    public let operation: Operation
    /// Where, for people: the path, or a word such as *standard input*.
    public let file: String
    /// Where; nil for what has no path.
    public let path: RawPath?
    /// The system's number for the reason, an `errno`.
    public let code: Int32

    package var reason: SystemError { SystemError(code: code) }

    init(_ operation: Operation, _ place: FilePlace, _ error: SystemError) {
        (self.operation, file, path, code) = (operation, place.name, place.path, error.code)
    }

    public var description: String { "\(file) could not be \(operation.rawValue) (\(reason)). \(repair)" }

    /// What to do about it.
    public var repair: String {
        if reason.isMissing { return "Check the spelling, and that the directory is there." }
        if reason.isPermission { return "Give the user of this process the right to it, or choose another place." }
        if reason.isFull { return "Free some space or choose another disk; what was written before is incomplete." }
        if reason.isGone { return "Whoever read it has left: start the reader again, or write to a file." }
        if reason.isLinkLoop { return "The links on the way lead back to themselves: mend one of them." }
        if reason.isTooManyFiles { return "Open fewer files at once, or raise the limit (ulimit -n)." }
        if reason == .isDirectory { return "It is a directory: name a file in it." }
        if reason == .notSupported { return "It is no regular file: write to it with .appending(to:), or name a file." }
        return "See what the system says of it; then try again."
    }
}

/// Where something is read or written, as errors tell it.
struct FilePlace: Sendable {
    let name: String
    let path: RawPath?

    init(_ path: RawPath) {
        (name, self.path) = (path.description, path)
    }

    init(_ name: String) {
        (self.name, path) = (name, nil)
    }

    /// Does something with the system, and tells where it failed.
    func telling<Value>(
        _ operation: FileError.Operation, _ body: () throws(SystemError) -> Value
    ) throws(FileError) -> Value {
        do throws(SystemError) { return try body() } catch { throw FileError(operation, self, error) }
    }

    /// The same for what awaits; a cancellation stays one.
    nonisolated(nonsending) func telling<Value: Sendable>(
        _ operation: FileError.Operation, _ body: nonisolated(nonsending) () async throws -> Value
    ) async throws -> Value {
        do { return try await body() } catch let error as SystemError { throw FileError(operation, self, error) }
    }
}
