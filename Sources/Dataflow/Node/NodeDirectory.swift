/// Who the nodes of a run are: looked up by number, and only when someone asks, for names cost more than nodes.
@usableFromInline
protocol NodeDirectory: AnyObject, Sendable {
    func identity(of node: Int) -> NodeIdentity

    /// Keeps a failure that its node can pass on to nobody, for the case that the run fails.
    func note(_ failure: NodeFailure)
}

/// What a node is called, and where it was written.
@usableFromInline
struct NodeIdentity: Sendable {
    let name: String
    let site: SourceSite
}
