/// Where a flow is written to.
public struct FileOutput: Sendable {
    let place: FilePlace
    let problem: String?
    /// Whether it must know where each element ends.
    let cutsBetweenElements: Bool
    let open: @Sendable () throws(FileError) -> any Destination

    init(
        _ place: FilePlace, problem: String? = nil, cutsBetweenElements: Bool = false,
        open: @escaping @Sendable () throws(FileError) -> any Destination
    ) {
        (self.place, self.problem, self.cutsBetweenElements, self.open) = (place, problem, cutsBetweenElements, open)
    }

    /// A file that is made, or emptied first. What was written stays there, however the flow ends.
    public static func file(_ path: RawPath) -> FileOutput { .stream(path, .emptied) }

    /// The end of a file, which is made if it is not there; or a pipe or a device that has a path. What was written stays
    /// there, however the flow ends.
    public static func appending(to path: RawPath) -> FileOutput { .stream(path, .appended) }

    /// A file that is there as a whole or not at all: it is written beside its place under another name, and takes its place
    /// when the flow completes. When the flow fails, is cancelled, or a part of it could not be written, it is removed, and
    /// what was at the path before is untouched.
    ///
    /// The permissions of a file that is replaced are kept; a link at the path stays, and what it points to is replaced. A run
    /// that ends early with a value (`run.finish(within:)`) puts what was written in place. A process that is killed leaves
    /// a file named `.dataflow-` and a number behind.
    public static func atomic(_ path: RawPath) -> FileOutput {
        FileOutput(FilePlace(path)) { () throws(FileError) in try AtomicDestination(path) }
    }

    /// The end of a file that is moved away before it grows beyond a size: a log.
    ///
    /// It is cut between elements; one that is larger has a file of its own. No other process and no other flow may write to
    /// the same file. What was written stays there, however the flow ends.
    /// - Parameters:
    ///   - path: the file that is written to; it is made if it is not there.
    ///   - size: in bytes, at least 1.
    ///   - count: how many files that were moved away are kept, from 0 to 10,000; the oldest is removed.
    ///   - name: gives the path of the file that was moved away `number` times, from 1. The same directory is best, for a
    ///     file cannot be moved to another disk. The default is the path with a dot and the number: `server.log.1`.
    public static func rotating(
        _ path: RawPath, at size: Int, keeping count: Int,
        named name: @escaping @Sendable (_ path: RawPath, _ number: Int) -> RawPath = rotatedName
    ) -> FileOutput {
        let rotation = Rotation(path: path, size: size, count: count, name: name)
        return FileOutput(FilePlace(path), problem: rotation.problem, cutsBetweenElements: true) {
            () throws(FileError) in try RotatingDestination(rotation)
        }
    }

    /// The path with a dot and the number.
    public static func rotatedName(_ path: RawPath, _ number: Int) -> RawPath {
        RawPath(bytes: path.bytes + Array(".\(number)".utf8))
    }

    /// The standard output of the process. If whoever reads it has left, the flow fails; the process goes on.
    public static var standardOutput: FileOutput { .descriptor(StandardDescriptor.output, "standard output") }

    /// The standard error of the process.
    public static var standardError: FileOutput { .descriptor(StandardDescriptor.error, "standard error") }

    /// What the app has opened; the app closes it, after the run.
    ///
    /// - Parameters:
    ///   - descriptor: a file, a pipe, a socket or a terminal.
    ///   - name: what errors call it.
    public static func descriptor(_ descriptor: Int32, _ name: String) -> FileOutput {
        let place = FilePlace(name)
        return FileOutput(place) { () throws(FileError) in
            StreamDestination(
                place,
                try place.telling(.open) { () throws(SystemError) in
                    try OpenFile(borrowing: descriptor)
                })
        }
    }
}

extension FileOutput: ExpressibleByStringLiteral {
    /// The file at a path, made or emptied first.
    public init(stringLiteral path: String) { self = .file(RawPath(path)) }
}
