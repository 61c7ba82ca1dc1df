/// What the arguments ask the demo to do; a value.
public enum DemoCommand: Equatable, Sendable {
    /// Print how the demo is used.
    case help
    /// Run the merge of two paced flows.
    case merge
    /// Count the files of a tree.
    case count(CountOptions)
}

/// How a tree is to be counted.
public struct CountOptions: Equatable, Sendable {
    /// The file or directory to count; the package's own sources when nil.
    public var path: String?
    /// How many elements each mailbox holds.
    public var capacity = 16
    /// How many files are read and counted at once; the number of cores when nil.
    public var parallelism: Int?
    /// How many of the commonest words are printed.
    public var top = 20
    /// Where the diagram is written, besides being printed.
    public var diagram: String?
    /// Whether the result is printed as JSON.
    public var json = false

    public init() {}
}
