import DataflowFiles

/// What the walk comes across.
enum Found: Sendable {
    /// A regular file, not opened yet.
    case file(FoundFile)
    /// Something that is not counted.
    case stray(Problem)

    var file: FoundFile? {
        if case .file(let file) = self { file } else { nil }
    }

    var problem: Problem? {
        if case .stray(let problem) = self { problem } else { nil }
    }
}

/// A regular file to count.
struct FoundFile: Sendable {
    let path: RawPath
    let type: String

    init(_ path: RawPath) {
        self.path = path
        type = FileType.of(path.name)
    }
}
