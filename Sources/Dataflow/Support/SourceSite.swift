/// The line of the user's code that made an operator, shown in every finding and failure.
public struct SourceSite: Sendable, Hashable, CustomStringConvertible {
    /// `Module/File.swift`.
    public let fileID: String
    /// The line, counted from 1.
    public let line: Int

    /// A site from `#fileID` and `#line`.
    public init(fileID: String, line: Int) {
        self.fileID = fileID
        self.line = line
    }

    /// `File.swift:12`, without the module.
    public var description: String {
        "\(fileID.split(separator: "/").last ?? ""):\(line)"
    }
}
