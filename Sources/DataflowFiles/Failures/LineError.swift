/// A line that cannot be read as it was asked for.
public struct LineError: Error, Hashable, CustomStringConvertible {
    /// What is wrong with it.
    public enum Problem: Sendable, Hashable {
        /// It has more bytes than this many.
        case tooLong(limit: Int)
        /// It is not UTF-8.
        case invalidUTF8
    }

    /// What is wrong with the line.
    public let problem: Problem
    /// Where it stands: a path, or a word such as *standard input*.
    public let file: String
    /// Its number, counted from 1.
    public let line: Int

    public var description: String {
        switch problem {
        case .tooLong(let limit):
            "\(file):\(line): the line has more than \(limit) bytes. Raise the limit, or read pieces instead of lines."
        case .invalidUTF8:
            "\(file):\(line): the line is not valid UTF-8. Mend the file, or read it with invalid: .replace."
        }
    }
}
