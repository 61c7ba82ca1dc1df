import Foundation

/// Standard error, with the progress line: whoever writes a line there goes through it, so that none is torn.
actor Console {
    private let hasProgress: Bool
    private let write: @Sendable (String) -> Void
    private var progress = ""

    /// - Parameters:
    ///   - hasProgress: whether there is a terminal that can rewrite a line.
    ///   - write: puts text out as it is.
    init(
        hasProgress: Bool = isatty(STDERR_FILENO) == 1,
        write: @escaping @Sendable (String) -> Void = writeToStandardError
    ) {
        self.hasProgress = hasProgress
        self.write = write
    }

    /// Rewrites the progress line; does nothing where there is no terminal.
    func show(progress line: String) {
        guard hasProgress, line != progress else { return }
        progress = line
        write("\r\u{1B}[K\(line)")
    }

    /// Takes the progress line away.
    func clearProgress() {
        guard !progress.isEmpty else { return }
        progress = ""
        write("\r\u{1B}[K")
    }

    /// Writes a line of its own above the progress line.
    func say(_ line: String) {
        guard !progress.isEmpty else { return write("dataflow-demo: \(line)\n") }
        write("\r\u{1B}[Kdataflow-demo: \(line)\n\(progress)")
    }
}

private func writeToStandardError(_ text: String) {
    // Nobody can be told when standard error is closed.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}
