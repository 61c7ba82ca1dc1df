/// What a run looks like at one moment: each node's counts, each mailbox's depth, who waits.
///
/// Taken while nodes go on; each number is true at some moment during the call, all of them together only when the run
/// is at rest or has ended.
public struct GraphSnapshot: Sendable {
    /// One node.
    public struct Node: Sendable {
        /// The name that was given, or the kind with a number.
        public let name: String
        /// What it is: `map`, `merge`, …
        public let kind: String
        /// Where it was written.
        public let site: SourceSite
        /// How many elements it has taken in.
        public let received: Int
        /// How many elements it has sent out; a sink's value counts as one.
        public let emitted: Int
        /// How many elements it has dropped, by a policy that the code asks for.
        public let dropped: Int
        /// Whether it has ended.
        public let hasEnded: Bool
    }

    /// One mailbox. Its counts begin anew where an `Int` ends, which 32 bits reach after two billion elements.
    public struct Edge: Sendable {
        /// The node that puts elements in, as a place in ``GraphSnapshot/nodes``.
        public let from: Int
        /// The node that takes them out, as a place in ``GraphSnapshot/nodes``; nil for the value of a sink.
        public let to: Int?
        /// How many elements it can hold.
        public let capacity: Int
        /// How many elements it holds.
        public let held: Int
        /// How many elements its producer put in.
        public let accepted: Int
        /// How many elements its consumer took out.
        public let delivered: Int
        /// How many elements a cancellation threw away.
        public let discarded: Int
        /// Whether the producer waits for room.
        public let isBackpressured: Bool
        /// Whether the consumer waits for an element.
        public let isStarved: Bool

        /// Conservation: nothing was lost and nothing came twice. Exact when the run is at rest or has ended.
        public var isBalanced: Bool { accepted == delivered &+ discarded &+ held }
    }

    /// The name of the graph.
    public let graph: String
    /// Every node, in the order of the flow.
    public let nodes: [Node]
    /// Every mailbox.
    public let edges: [Edge]
}

extension GraphSnapshot {
    init(_ execution: Execution) {
        var nodes: [Node] = []
        var edges: [Edge] = []
        for part in execution.parts {
            let offset = nodes.count
            for (edge, mailbox) in zip(part.plan.edges, part.mailboxes) { edges.append(Edge(edge, mailbox, offset)) }
            for (node, wiring) in zip(part.plan.nodes, part.wirings) { nodes.append(Node(node, wiring)) }
        }
        graph = execution.name
        self.nodes = nodes
        self.edges = edges
    }
}

extension GraphSnapshot.Node {
    fileprivate init(_ node: GraphPlan.Node, _ wiring: NodeWiring) {
        name = node.name
        kind = node.kind
        site = node.site
        received = wiring.inputs.reduce(0) { $0 &+ $1.deliveredCount }
        emitted = wiring.outputs.reduce(0) { $0 &+ $1.acceptedCount }
        dropped = wiring.droppedCount
        hasEnded = wiring.cell.hasEnded
    }
}

extension GraphSnapshot.Edge {
    fileprivate init(_ edge: GraphPlan.Edge, _ mailbox: AnyMailbox, _ offset: Int) {
        from = edge.from + offset
        to = edge.to.map { $0 + offset }
        capacity = mailbox.capacity
        held = mailbox.count
        accepted = mailbox.acceptedCount
        delivered = mailbox.deliveredCount
        discarded = mailbox.discardedCount
        isBackpressured = mailbox.isProducerWaiting
        isStarved = mailbox.isConsumerWaiting
    }
}
