import Foundation

/// A file of this package, as the rules read it.
struct SourceFile: Sendable {
    /// Where it stands, from the package's root.
    let path: String
    let text: String
    /// The text without comments and literals, line by line the same.
    let code: String
    let lines: [Substring]
    let codeLines: [Substring]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        code = path.hasSuffix(".swift") ? CodeStripper.strip(text) : text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        codeLines = code.split(separator: "\n", omittingEmptySubsequences: false)
    }

    var name: String { (path as NSString).lastPathComponent }

    /// How many lines it has; a newline at the end opens none.
    var lineCount: Int { text.hasSuffix("\n") ? lines.count - 1 : lines.count }
}

/// This package's files.
enum Package {
    /// The engine's sources.
    static let engine = Result { try files(in: "Sources/Dataflow") }
    /// What others test their graphs with.
    static let testing = Result { try files(in: "Sources/DataflowTesting") }
    /// What reads and writes files.
    static let files = Result { try files(in: "Sources/DataflowFiles") }
    /// All tests.
    static let tests = Result { try files(in: "Tests") }

    static let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The files under a folder, in the order of their paths.
    static func files(in folder: String, ending: String = ".swift") throws -> [SourceFile] {
        let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        let wanted = (walk?.allObjects ?? []).compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }.sorted()
        return try wanted.map { SourceFile(path: "\(folder)/\($0)", text: try text("\(folder)/\($0)")) }
    }
}

/// What breaks a rule, and where.
struct Violation: CustomStringConvertible, Equatable {
    let path: String
    let line: Int
    let problem: String

    var description: String { "\(path):\(line): \(problem)" }
}

extension SourceFile {
    /// A violation at a line, counted from 0.
    func violation(_ line: Int, _ problem: String) -> Violation {
        Violation(path: path, line: line + 1, problem: problem)
    }
}

extension String {
    /// What `pattern` finds: the first group, or the whole, and where it begins.
    func matches(_ pattern: String) -> [(text: String, range: Range<String.Index>)] {
        let expression = try! NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines])
        let everything = NSRange(startIndex..., in: self)
        return expression.matches(in: self, range: everything).compactMap { match in
            let range = match.numberOfRanges > 1 ? match.range(at: 1) : match.range
            return Range(range, in: self).map { (String(self[$0]), $0) }
        }
    }

    /// The number of the line, from 0, in which `index` stands.
    func line(of index: Index) -> Int {
        self.utf8[..<index].count { $0 == UInt8(ascii: "\n") }
    }
}
