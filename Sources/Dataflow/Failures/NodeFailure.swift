/// A failure on its way through the graph, with the place where it began.
public struct NodeFailure: Sendable, CustomStringConvertible {
    /// The error that was thrown.
    public var error: any Error
    /// The name of the node that threw it.
    public let node: String
    /// Where that node was written.
    public let site: SourceSite
    /// Failures of other nodes that joined this one on its way.
    public var others: [NodeFailure] = []
    /// Identifies the failure: its copies on other branches are equal, two failures of nodes with the same name are
    /// not.
    let identity = Identity()

    final class Identity: Sendable {}

    @usableFromInline
    package init(error: any Error, node: String, site: SourceSite) {
        self.error = error
        self.node = node
        self.site = site
    }

    public var description: String { "\"\(node)\" (\(site)): \(error)" }
}
