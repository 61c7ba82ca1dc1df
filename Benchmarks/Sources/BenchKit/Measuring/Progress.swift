import Foundation

/// Tells on stderr what is being measured: one line that changes on a terminal, one line a workload elsewhere.
public struct Progress: Sendable {
    private let isTerminal = isatty(2) == 1
    private let total: Int
    private let done: Int

    public init(total: Int, done: Int = 0) {
        self.total = total
        self.done = done
    }

    /// The same with so many workloads behind it.
    public func with(done: Int) -> Progress { Progress(total: total, done: done) }

    func show(_ text: String) {
        guard isTerminal else { return }
        write("\r\u{1B}[2K[\(done + 1)/\(total)] \(text)")
    }

    /// A workload is about to begin.
    public func begin(_ title: String) {
        if isTerminal { show(title) } else { write("[\(done + 1)/\(total)] \(title)\n") }
    }

    /// Takes the changing line away, so that something else can be printed.
    public func clear() {
        if isTerminal { write("\r\u{1B}[2K") }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
