/// What is counted of files.
public struct Counts: Sendable, Equatable, Codable {
    public var files = 0
    public var lines = 0
    public var words = 0
    public var bytes = 0

    public init(files: Int = 0, lines: Int = 0, words: Int = 0, bytes: Int = 0) {
        self.files = files
        self.lines = lines
        self.words = words
        self.bytes = bytes
    }

    static func += (sum: inout Counts, more: Counts) {
        sum.files += more.files
        sum.lines += more.lines
        sum.words += more.words
        sum.bytes += more.bytes
    }
}
