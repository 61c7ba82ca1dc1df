/// The identities of a run's nodes, looked up by number and only when someone asks: names cost more than nodes.
@usableFromInline
protocol NodeDirectory: AnyObject, Sendable {
    func identity(of node: Int) -> NodeIdentity

    /// Keeps a failure that its node can pass to no other node, in case the run fails.
    func note(_ failure: NodeFailure)

    /// Whether a node gives the value of one of the graph's sinks.
    func isSink(_ node: Int) -> Bool

    /// Who hears of the errors for which a node drops elements.
    func listeners(of node: Int) -> [FailureListener]
}

extension NodeDirectory {
    /// No.
    func isSink(_ node: Int) -> Bool { false }

    /// Nobody.
    func listeners(of node: Int) -> [FailureListener] { [] }
}

/// A node's name, and where the node was written.
@usableFromInline
struct NodeIdentity: Sendable {
    let name: String
    let site: SourceSite
}
