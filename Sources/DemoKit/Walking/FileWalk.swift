import DataflowFiles

/// Every file below a path, in the order of ``DirectoryWalk``, and what is odd on the way, until the brake is pulled.
struct FileWalk: Sequence, Sendable {
    let root: RawPath
    let brake: Brake

    func makeIterator() -> Iterator {
        Iterator(root: root, brake: brake)
    }

    struct Iterator: IteratorProtocol {
        private let root: RawPath
        private let brake: Brake
        private var entries: DirectoryWalk.Iterator

        init(root: RawPath, brake: Brake) {
            (self.root, self.brake) = (root, brake)
            entries = DirectoryWalk(root).makeIterator()
        }

        mutating func next() -> Found? {
            while !brake.isPulled, let entry = entries.next() {
                if let found = judge(entry) { return found }
            }
            return nil
        }

        /// Nil for a directory, whose files come next.
        private func judge(_ entry: WalkEntry) -> Found? {
            switch entry {
            case .file(let path): .file(FoundFile(path))
            case .directory, .visited: nil
            case .special(let path, let what): .stray(.special(path, "\(what)"))
            case .link(let path, let link): .stray(judge(link, path))
            case .unreadable(let error): .stray(judge(error, error.path ?? root))
            }
        }

        private func judge(_ link: WalkedLink, _ path: RawPath) -> Problem {
            switch link {
            case .loop: .linkLoop(path)
            case .broken: .brokenLink(path)
            case .notFollowed: .linkNotFollowed(path)
            }
        }

        private func judge(_ error: FileError, _ path: RawPath) -> Problem {
            if error.reason.isLinkLoop { return .linkLoop(path) }
            // Below the root, what is missing was there a moment ago.
            return path == root && error.reason.isMissing ? .missing(path) : .unreadable(path, error.reason)
        }
    }
}
