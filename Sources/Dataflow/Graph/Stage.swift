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
    let problem: String?
    let makeNode: @Sendable (NodeWiring) -> Node
    let makeMailbox: @Sendable (_ capacity: Int) -> AnyMailbox
    let makeBroadcast: @Sendable (NodeWiring) -> Node
    // SAFETY: changed only by `deinit`, when nobody else has a reference.
    private nonisolated(unsafe) var feeds: [AnyFlow]
    /// Whether it adds nothing to the features of a graph.
    private let isPlain: Bool
    /// Whether what feeds it must be looked up: it is the entry of a loop, or behind an exit.
    let isAtLoop: Bool

    @usableFromInline
    init(
        kind: String, site: SourceSite, inputs: [AnyFlow], outputCount: Int, role: StageRole, problem: String?,
        makeMailbox: @escaping @Sendable (Int) -> AnyMailbox,
        makeBroadcast: @escaping @Sendable (NodeWiring) -> Node,
        makeNode: @escaping @Sendable (NodeWiring) -> Node
    ) {
        self.kind = kind
        self.site = site
        unsafe self.feeds = inputs
        self.outputCount = outputCount
        self.role = role
        self.problem = problem
        self.makeMailbox = makeMailbox
        self.makeBroadcast = makeBroadcast
        self.makeNode = makeNode
        isPlain = problem == nil && role.isPlain
        isAtLoop = role.isLoopEntry || inputs.contains { $0.stage.role.isLoopExit }
    }

    /// The flows that feed it.
    var inputs: [AnyFlow] { unsafe feeds }

    /// The stage that a name and a failure policy are meant for, when it is another.
    var primary: Stage? {
        if case .secondary = role { unsafe feeds[0].stage } else { nil }
    }

    /// What a graph has by having this stage.
    var features: GraphPlan.Features {
        if isPlain { return [] }
        var features: GraphPlan.Features = problem == nil ? [] : .problem
        switch role {
        case .loopEntry: features.insert(.loop)
        case .inlet: features.insert(.inlet)
        case .singlePass: features.insert(.singlePass)
        case .sequential: features.insert(.sequence)
        case .restarting: features.insert(.retry)
        case .plain, .recoverable, .secondary, .loopExit: break
        }
        return features
    }

    /// Frees a chain of any length without recursion: each stage gives up its inputs before it is freed itself.
    deinit {
        if unsafe feeds.isEmpty { return }
        var doomed: [Stage] = []
        surrenderFeeds(to: &doomed)
        while var stage = doomed.popLast() {
            if isKnownUniquelyReferenced(&stage) { stage.surrenderFeeds(to: &doomed) }
        }
    }

    private func surrenderFeeds(to doomed: inout [Stage]) {
        for feed in unsafe feeds { doomed.append(feed.stage) }
        unsafe feeds = []
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
    case secondary
    /// Only the first input starts with the run; the others start when it asks for them.
    case sequential
    /// The entry of a loop; the flow that comes back is known by the matching exit.
    case loopEntry(LoopToken)
    /// The exit of a loop: stands for its first input, and names the second as the one that goes back.
    case loopExit(LoopToken)
    /// Fed from outside through this inlet.
    case inlet(any InletClaim)
    /// Reads a sequence that can be read once.
    case singlePass(SinglePassClaim)
    /// It may start what feeds it once more, as a part of its own of the run.
    case restarting

    /// Whether no plan and no validator has to know.
    var isPlain: Bool {
        switch self {
        case .plain, .recoverable, .secondary: true
        case .sequential, .loopEntry, .loopExit, .inlet, .singlePass, .restarting: false
        }
    }

    var isLoopEntry: Bool {
        if case .loopEntry = self { true } else { false }
    }

    var isLoopExit: Bool {
        if case .loopExit = self { true } else { false }
    }
}

/// Joins the two ends of a loop.
@usableFromInline
package final class LoopToken: Sendable {
    @usableFromInline
    init() {}
}
