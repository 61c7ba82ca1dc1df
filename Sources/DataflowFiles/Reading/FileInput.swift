import Dataflow

/// Where bytes are read from.
public struct FileInput: Sendable {
    let place: FilePlace
    /// What can be read once, which a second run must not take for empty.
    let isSinglePass: Bool
    let open: @Sendable () throws(SystemError) -> OpenFile

    /// A file, or a pipe with a name: opened in each run when its first bytes are asked for, and closed by it.
    public static func file(_ path: RawPath) -> FileInput {
        FileInput(place: FilePlace(path), isSinglePass: false) { () throws(SystemError) in try OpenFile(path) }
    }

    /// The standard input of the process, for one run: what that run has read and nobody took is gone when it ends.
    public static var standardInput: FileInput { .descriptor(StandardDescriptor.input, "standard input") }

    /// What the app has opened, for one run; the app closes it, after the run.
    ///
    /// - Parameters:
    ///   - descriptor: a file, a pipe, a socket or a terminal. Nobody else may read from it meanwhile.
    ///   - name: what errors call it.
    public static func descriptor(_ descriptor: Int32, _ name: String) -> FileInput {
        FileInput(place: FilePlace(name), isSinglePass: true) { () throws(SystemError) in
            try OpenFile(borrowing: descriptor)
        }
    }

    /// The role of a source that reads it.
    var role: StageRole { isSinglePass ? .singlePass(SinglePassClaim(place.name)) : .plain }
}

extension FileInput: ExpressibleByStringLiteral {
    /// The file at a path.
    public init(stringLiteral path: String) { self = .file(RawPath(path)) }
}
