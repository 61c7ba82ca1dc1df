/// What a run looks like at one moment: each node's counts, each mailbox's depth, who waits.
///
/// Taken while nodes go on; each number is true at some moment during the call, all of them together only when the run
/// is at rest or has ended.
public struct GraphSnapshot: Sendable {
    /// One node, or what a node has followed and is gone: the attempts of a `retry` that have ended, as one.
    public struct Node: Sendable {
        /// The name that was given, or the kind with a number; `retry#ended` stands for what `retry` has left behind.
        public let name: String
        /// What it is: `map`, `merge`, …; `ended` for what was left behind.
        public let kind: String
        /// Where it was written.
        public let site: SourceSite
        /// How many elements it has taken in.
        public internal(set) var received = 0
        /// How many elements it has sent out; a sink's value counts as one.
        public internal(set) var emitted = 0
        /// How many elements it has dropped, by a policy that the code asks for.
        public let dropped: Int
        /// How many elements an inlet had accepted and threw away, because the run was cancelled before they were sent on.
        public let discarded: Int
        /// Whether it has ended.
        public let hasEnded: Bool
    }

    /// One mailbox. Its counts begin anew where an `Int` ends, which 32 bits reach after two billion elements.
    public struct Edge: Sendable {
        /// The node that puts elements in, as a place in ``GraphSnapshot/nodes``.
        public let from: Int
        /// The node that takes them out, as a place in ``GraphSnapshot/nodes``; nil for the value of a sink.
        public let to: Int?
        /// How many elements it can hold; 0 for what is gone.
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
