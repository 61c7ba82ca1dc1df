/// Everything below a path, depth first, each directory in the order of its names' bytes.
///
/// Lazy: it holds the names of one directory for each level it is in, never the tree. What changes in a directory after it was
/// listed is not noticed.
public struct DirectoryWalk: Sequence, Sendable {
    /// Where it begins: a directory, a file, or a link to one.
    public let root: RawPath
    /// What becomes of links below the root.
    public var links = LinkPolicy.leave
    /// Whether it finds what has a name that begins with a dot, and goes into such directories. The root's name does not
    /// matter.
    public var includesHidden = true
    /// Asked for each name below the root; what it refuses is passed over, a directory with all that is in it.
    public var includes: @Sendable (RawPath) -> Bool = { _ in true }

    /// A walk that finds everything and follows no links.
    public init(_ root: RawPath) {
        self.root = root
    }

    /// Begins a walk.
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Gives what the walk comes across.
    public struct Iterator: IteratorProtocol {
        private let walk: DirectoryWalk
        private var isAtRoot = true
        private var levels: [WalkLevel] = []
        /// The directories in which a walk that follows links has been.
        private var visited: Set<FileStatus.Identity> = []

        init(_ walk: DirectoryWalk) {
            self.walk = walk
        }

        public mutating func next() -> WalkEntry? {
            if isAtRoot {
                isAtRoot = false
                return visit(walk.root, isRoot: true)
            }
            while let level = levels.indices.last {
                guard let name = levels[level].names.popLast() else {
                    levels.removeLast()
                    continue
                }
                let path = levels[level].path.appending(name)
                if includes(name, path) { return visit(path) }
            }
            return nil
        }

        private func includes(_ name: [UInt8], _ path: RawPath) -> Bool {
            (walk.includesHidden || name.first != UInt8(ascii: ".")) && walk.includes(path)
        }

        private mutating func visit(_ path: RawPath, isRoot: Bool = false) -> WalkEntry {
            telling(.find, path) { () throws(SystemError) in
                let status = try FileStatus(of: path, followingLinks: isRoot)
                return status.kind == .link ? try follow(path) : enter(path, status)
            }
        }

        /// What is at a path, and for a directory what is in it from now on.
        private mutating func enter(_ path: RawPath, _ status: FileStatus) -> WalkEntry {
            switch status.kind {
            case .file: return .file(path)
            case .special(let what): return .special(path, what)
            // What a link leads to is no link.
            case .link: return .link(path, .loop)
            case .directory:
                if walk.links == .follow, !visited.insert(status.identity).inserted { return .visited(path) }
                return telling(.list, path) { () throws(SystemError) in
                    let names = try directoryNames(path)
                    levels.append(WalkLevel(path: path, identity: status.identity, names: names.reversed()))
                    return .directory(path)
                }
            }
        }

        private mutating func follow(_ path: RawPath) throws(SystemError) -> WalkEntry {
            let target: FileStatus
            do throws(SystemError) {
                target = try FileStatus(of: path, followingLinks: true)
            } catch {
                if error.isLinkLoop { return .link(path, .loop) }
                if error.isMissing { return .link(path, .broken) }
                throw error
            }
            if levels.contains(where: { $0.identity == target.identity }) { return .link(path, .loop) }
            return walk.links == .leave ? .link(path, .notFollowed) : enter(path, target)
        }

        private func telling(
            _ operation: FileError.Operation, _ path: RawPath, _ body: () throws(SystemError) -> WalkEntry
        ) -> WalkEntry {
            do throws(SystemError) { return try body() } catch {
                return .unreadable(FileError(operation, FilePlace(path), error))
            }
        }
    }
}

/// A directory in which a walk is, with the names still to visit, last one first.
struct WalkLevel {
    let path: RawPath
    let identity: FileStatus.Identity
    var names: [[UInt8]]
}
