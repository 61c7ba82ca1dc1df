/// The description of one operator: its kind, its inputs, and how to make its node and its mailboxes.
///
/// Immutable. All flows of the operator share it, so its identity is the operator's identity in a graph. A subclass knows
/// more of its operator, and has only `let`s.
@usableFromInline
package class Stage: @unchecked Sendable {
    @usableFromInline final let kind: String
    final let site: SourceSite
    final let outputCount: Int
    final let role: StageRole
    /// What is wrong with the operator's arguments; nil if nothing is.
    final let problem: String?
    final let makeNode: @Sendable (NodeWiring) -> Node
    final let makeMailbox: @Sendable (_ capacity: Int) -> AnyMailbox
    final let makeBroadcast: @Sendable (NodeWiring) -> Node
    // SAFETY: only `deinit` changes it, when nobody else has a reference.
    private nonisolated(unsafe) var feeds: [AnyFlow]
    /// Whether the stage adds nothing to the features of a graph.
    private let isPlain: Bool
    /// Whether it is one of a chain, without anything that the plan has to know.
    final let isLink: Bool
    /// Whether its inputs must be looked up: it is the entry of a loop, or behind an exit.
    final let isAtLoop: Bool

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
        isLink = isPlain && !isAtLoop && outputCount == 1 && inputs.count < 2
    }

    /// The flows that feed the stage.
    final var inputs: [AnyFlow] { unsafe feeds }

    /// The stage that gets this one's name and failure policy, if it is another.
    final var primary: Stage? {
        guard case .secondary = role else { return nil }
        var stage = unsafe feeds[0].stage
        while case .secondary = stage.role { stage = unsafe stage.feeds[0].stage }
        return stage
    }

    /// The features that a graph has because of this stage.
    final var features: GraphPlan.Features {
        if isPlain { return [] }
        var features: GraphPlan.Features = problem == nil ? [] : .problem
        switch role {
        case .loopEntry: features.insert(.loop)
        case .inlet: features.insert(.inlet)
        case .singlePass: features.insert(.singlePass)
        case .sequential: features.insert(.sequence)
        case .restarting: features.insert(.retry)
        case .fresh, .freshRecoverable: features.insert(.fresh)
        case .plain, .recoverable, .secondary, .loopExit: break
        }
        return features
    }

    /// Frees a chain of any length without recursion: each stage releases its inputs before it is freed itself.
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

/// The special role of a stage, for the plan and its validators.
@usableFromInline
package enum StageRole: Sendable {
    /// No special role.
    case plain
    /// The operator applies a failure policy when its closure throws.
    case recoverable
    /// A later node of one operator: its name and failure policy go to the first node.
    case secondary
    /// Only the first input starts with the run; another input starts when the node chooses it.
    case sequential
    /// The entry of a loop; the matching exit knows the flow that leads back.
    case loopEntry(LoopToken)
    /// The exit of a loop: it stands for its first input, and names its second as the flow that leads back.
    case loopExit(LoopToken)
    /// This inlet feeds the stage.
    case inlet(any InletClaim)
    /// The stage reads a sequence that can be read once.
    case singlePass(SinglePassClaim)
    /// The operator may start the flow above it again, as a separate part of the run.
    case restarting
    /// A newer element makes an older one worthless, so none should wait below for long.
    case fresh
    /// Both: fresh, and recoverable.
    case freshRecoverable

    /// Whether neither the plan nor a validator has to know the role.
    var isPlain: Bool {
        switch self {
        case .plain, .recoverable, .secondary: true
        case .sequential, .loopEntry, .loopExit, .inlet, .singlePass, .restarting, .fresh, .freshRecoverable:
            false
        }
    }

    var isFresh: Bool {
        switch self {
        case .fresh, .freshRecoverable: true
        default: false
        }
    }

    /// The role of an operator with a ``HoldingBehavior``.
    @inlinable
    static func holding(isFresh: Bool) -> StageRole { isFresh ? .freshRecoverable : .recoverable }

    /// Whether the operator applies a failure policy.
    var isRecoverable: Bool {
        switch self {
        case .recoverable, .freshRecoverable: true
        default: false
        }
    }

    var isLoopEntry: Bool {
        if case .loopEntry = self { true } else { false }
    }

    var isLoopExit: Bool {
        if case .loopExit = self { true } else { false }
    }
}

/// Connects the two ends of a loop.
@usableFromInline
package final class LoopToken: Sendable {
    @usableFromInline
    init() {}
}
