/// The description of one operator: what it is, what feeds it, how its node and its mailboxes are made.
///
/// Immutable; shared by all flows that come from it, and so its identity is the operator's identity in a graph.
@usableFromInline
package final class Stage: Sendable {
    @usableFromInline let kind: String
    let site: SourceSite
    let outputCount: Int
    let role: StageRole
    /// What is wrong with the arguments it was given.
    let complaint: String?
    let makeNode: @Sendable (NodeWiring) -> Node
    let makeMailbox: @Sendable (_ capacity: Int) -> AnyMailbox
    let makeBroadcast: @Sendable (NodeWiring) -> Node
    // SAFETY: changed only by `deinit`, when nobody else has a reference.
    private nonisolated(unsafe) var feeds: [AnyFlow]

    @usableFromInline
    init(
        kind: String, site: SourceSite, inputs: [AnyFlow], outputCount: Int, role: StageRole, complaint: String?,
        makeMailbox: @escaping @Sendable (Int) -> AnyMailbox,
        makeBroadcast: @escaping @Sendable (NodeWiring) -> Node,
        makeNode: @escaping @Sendable (NodeWiring) -> Node
    ) {
        self.kind = kind
        self.site = site
        self.feeds = inputs
        self.outputCount = outputCount
        self.role = role
        self.complaint = complaint
        self.makeMailbox = makeMailbox
        self.makeBroadcast = makeBroadcast
        self.makeNode = makeNode
    }

    /// The flows that feed it.
    var inputs: [AnyFlow] { feeds }

    /// Frees a chain of any length without recursion: each stage gives up its inputs before it is freed itself.
    deinit {
        var doomed = feeds.map(\.stage)
        feeds = []
        while var stage = doomed.popLast() {
            guard isKnownUniquelyReferenced(&stage) else { continue }
            doomed.append(contentsOf: stage.feeds.map(\.stage))
            stage.feeds = []
        }
    }
}

/// What is special about a stage, for the plan and its validators.
@usableFromInline
package enum StageRole: Sendable {
    /// Nothing.
    case plain
    /// It applies a failure policy when its closure throws.
    case recoverable
    /// It is the second node of one operator: a name and a failure policy given to it are the first node's.
    case secondHalf
    /// Only the first input starts with the run; the others start when it asks for them.
    case sequential
    /// The entry of a loop; the flow that comes back is known by the matching exit.
    case loopEntry(LoopToken)
    /// The exit of a loop: stands for its first input, and names the second as the one that goes back.
    case loopExit(LoopToken)
    /// Fed from outside through this inlet.
    case inlet(any InletClaim)
}

/// Joins the two ends of a loop.
@usableFromInline
package final class LoopToken: Sendable {
    @usableFromInline
    init() {}
}
