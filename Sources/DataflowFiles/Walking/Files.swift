import Dataflow

/// What a flow of files does about a directory that it cannot list, or a path about which the system tells nothing.
public enum UnreadablePolicy: Sendable {
    /// The flow fails with the ``FileError``.
    case fail
    /// The walk goes on behind it, and `tell` is called with the error, in the walk's place and order.
    case skip(tell: @Sendable (FileError) -> Void)
}

extension Flow where Element == RawPath {
    /// Emits the paths of the files below a directory.
    ///
    ///     let sources = Flow.files(under: "Sources", extensions: ["swift"])
    ///     let lines = sources.concatMap { Flow.lines(of: .file($0)) }
    ///
    /// - **Emits:** the regular files, depth first, each directory in the order of its names' bytes; a root that is a file
    ///   alone. Directories, pipes, devices, and links that are not followed are passed over in silence; who wants to hear
    ///   of them makes a flow of a ``DirectoryWalk``.
    /// - **Backpressures:** nothing is looked at while the mailbox is full.
    /// - **Completes:** after the last file.
    /// - **Fails:** with a ``FileError`` for a root that is missing and for what cannot be read, if `onUnreadable` says so;
    ///   the files before come first.
    ///
    /// Memory: the names of one directory for each level; where links are followed, also 16 bytes for each directory.
    /// - Parameters:
    ///   - root: a directory, a file, or a link to one.
    ///   - extensions: those of the files that are wanted, without a dot, whatever their case; all files if it is empty.
    ///   - includesHidden: whether names that begin with a dot are looked at.
    ///   - links: whether links below the root are followed; a directory is visited once all the same.
    ///   - onUnreadable: what becomes of a directory that cannot be listed.
    ///   - includes: asked for each path below the root; a directory that it refuses is passed over with all that is in it.
    public static func files(
        under root: RawPath, extensions: Set<String> = [], includesHidden: Bool = true, links: LinkPolicy = .leave,
        onUnreadable: UnreadablePolicy = .fail, fileID: String = #fileID, line: Int = #line,
        where includes: @escaping @Sendable (RawPath) -> Bool = { _ in true }
    ) -> Flow {
        var walk = DirectoryWalk(root)
        (walk.links, walk.includesHidden, walk.includes) = (links, includesHidden, includes)
        let wanted = Set(extensions.map { $0.lowercased() })
        return Flow(kind: "files", fileID: fileID, line: line) { [walk] in
            FilesBehavior(walk: walk.makeIterator(), extensions: wanted, onUnreadable: onUnreadable)
        }
    }
}

/// The files of a walk.
struct FilesBehavior: SourceBehavior {
    var walk: DirectoryWalk.Iterator
    /// In lower case; all if there are none.
    let extensions: Set<String>
    let onUnreadable: UnreadablePolicy

    mutating func next() throws -> RawPath? {
        while let entry = walk.next() {
            switch entry {
            case .file(let path): if isWanted(path) { return path }
            case .unreadable(let error): try tell(error)
            case .directory, .visited, .link, .special: break
            }
        }
        return nil
    }

    private func isWanted(_ path: RawPath) -> Bool {
        extensions.isEmpty || path.extension.map { extensions.contains($0.lowercased()) } == true
    }

    private func tell(_ error: FileError) throws {
        switch onUnreadable {
        case .fail: throw error
        case .skip(let tell): tell(error)
        }
    }
}
