/// The identities of a run's nodes, looked up by number and only when someone asks: names cost more than nodes.
@usableFromInline
protocol NodeDirectory: AnyObject, Sendable {
    func identity(of node: Int) -> NodeIdentity

    /// Keeps a failure that its node can pass to no other node, in case the run fails.
    func note(_ failure: NodeFailure)
}

/// A node's name, and where the node was written.
@usableFromInline
struct NodeIdentity: Sendable {
    let name: String
    let site: SourceSite
}
