/// Every file below a path, depth first, each directory in the order of its names' bytes.
///
/// Lazy: it holds the names of one directory for each level it is in, never the tree. Links below the path are not
/// followed, so each file is found once and nothing outside the tree is.
struct FileWalk: Sequence, Sendable {
    let root: RawPath
    let brake: Brake

    func makeIterator() -> Iterator {
        Iterator(root: root, brake: brake)
    }

    struct Iterator: IteratorProtocol {
        /// A directory in which the walk is, with the names still to visit, last one first.
        private struct Level {
            let path: RawPath
            let identity: FileStatus.Identity
            var names: [[UInt8]]
        }

        private var root: RawPath?
        private let brake: Brake
        private var levels: [Level] = []

        init(root: RawPath, brake: Brake) {
            self.root = root
            self.brake = brake
        }

        mutating func next() -> Found? {
            if let root = root.take(), let found = visit(root, isRoot: true) { return found }
            while !brake.isPulled, let level = levels.indices.last {
                guard let name = levels[level].names.popLast() else {
                    levels.removeLast()
                    continue
                }
                if let found = visit(levels[level].path.appending(name)) { return found }
            }
            return nil
        }

        /// What is at the path, or nil for a directory, which the walk then is in.
        private mutating func visit(_ path: RawPath, isRoot: Bool = false) -> Found? {
            do throws(SystemError) {
                let status = try FileStatus(of: path, followingLinks: isRoot)
                switch status.kind {
                case .file: return .file(FoundFile(path))
                case .directory: return try enter(path, status.identity)
                case .link: return .stray(judge(link: path))
                case .special(let what): return .stray(.special(path, what))
                }
            } catch {
                return .stray(judge(error, path, isRoot: isRoot))
            }
        }

        private func judge(_ error: SystemError, _ path: RawPath, isRoot: Bool) -> Problem {
            if error.isLinkLoop { return .linkLoop(path) }
            // Below the root, what is missing was there a moment ago.
            return isRoot && error.isMissing ? .missing(path) : .unreadable(path, error)
        }

        private mutating func enter(_ path: RawPath, _ identity: FileStatus.Identity) throws(SystemError) -> Found? {
            levels.append(Level(path: path, identity: identity, names: try directoryNames(path).reversed()))
            return nil
        }

        private func judge(link path: RawPath) -> Problem {
            do throws(SystemError) {
                let target = try FileStatus(of: path, followingLinks: true)
                let leadsBack = levels.contains { $0.identity == target.identity }
                return leadsBack ? .linkLoop(path) : .linkNotFollowed(path)
            } catch {
                if error.isLinkLoop { return .linkLoop(path) }
                return error.isMissing ? .brokenLink(path) : .unreadable(path, error)
            }
        }
    }
}
