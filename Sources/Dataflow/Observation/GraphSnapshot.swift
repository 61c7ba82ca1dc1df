/// The state of a run at one moment: each node's counts, each mailbox's depth, and which nodes wait.
///
/// Nodes go on while the snapshot is taken. Each number is true at some moment during the call; all of them together
/// are true only if the run is at rest or has ended.
public struct GraphSnapshot: Sendable {
    /// One node; or, as one, the ended flows that a node has read, such as the attempts of a `retry`.
    public struct Node: Sendable {
        /// The annotated name, or the kind with a number; `retry#ended` stands for the ended attempts of `retry`.
        public let name: String
        /// The kind of operator: `map`, `merge`, …; `ended` for ended flows.
        public let kind: String
        /// Where the operator was written.
        public let site: SourceSite
        /// How many elements the node has taken in.
        public internal(set) var received = 0
        /// How many elements the node has sent out; a sink's value counts as one.
        public internal(set) var emitted = 0
        /// How many elements the node has dropped, by a policy that the code asks for.
        public let dropped: Int
        /// How many elements a source had and could not send on, because the run drained or was cancelled: those that an
        /// inlet had accepted, and those that the closure of an async source had given.
        public let discarded: Int
        /// Whether the node has ended.
        public let hasEnded: Bool
        /// Whether a worker was inside the node, in a closure of yours or between two. A node that is there in one snapshot
        /// after the other has a closure that computes or blocks.
        public let isStepping: Bool
    }

    /// One mailbox. Its counts wrap where an `Int` ends, which 32 bits reach after two billion elements.
    public struct Edge: Sendable {
        /// The producing node, as an index in ``GraphSnapshot/nodes``.
        public let from: Int
        /// The consuming node, as an index in ``GraphSnapshot/nodes``; nil for the value of a sink.
        public let to: Int?
        /// How many elements the mailbox can hold; 0 for ended flows.
        public let capacity: Int
        /// How many elements the mailbox holds.
        public let held: Int
        /// How many elements its producer put in.
        public let accepted: Int
        /// How many elements its consumer took out.
        public let delivered: Int
        /// How many elements were discarded at a cancellation.
        public let discarded: Int
        /// Whether the producer waits for room.
        public let isBackpressured: Bool
        /// Whether the consumer waits for an element.
        public let isStarved: Bool

        /// Whether no element was lost and none came twice. Exact if the run is at rest or has ended.
        public var isBalanced: Bool { accepted == delivered &+ discarded &+ held }
    }

    /// The name of the graph.
    public let graph: String
    /// Every node, in the order of the flow.
    public let nodes: [Node]
    /// Every mailbox.
    public let edges: [Edge]
}
