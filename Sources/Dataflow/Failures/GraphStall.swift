/// A run in which nothing can ever move again: every node waits for another, and nothing external is awaited. Or a part
/// of a run, beside others that go on: see ``GraphRun/partialStall()``.
public struct GraphStall: Error, CustomStringConvertible {
    /// One node that waits for another.
    public struct Wait: Sendable, Equatable {
        /// What a node waits for.
        public enum Reason: Sendable, Equatable {
            /// Room in the mailbox to the other node, which is full.
            case room
            /// An element from the other node.
            case element
            /// Its turn at the other node, which takes one input after the other.
            case turn
            /// Room in the other node, an inlet, to which a closure of the node sends.
            case inlet
        }

        /// The waiting node.
        public let node: String
        /// Where it was written.
        public let site: SourceSite
        /// What it waits for.
        public let reason: Reason
        /// The node that would have to move.
        public let on: String
        /// How many elements the mailbox between them holds; for a turn, the mailbox of the input that waits for its
        /// turn.
        public let held: Int
        /// How many it can hold.
        public let capacity: Int
    }

    /// The name of the graph.
    public let graph: String
    /// Whether other nodes of the run go on.
    public let isPartial: Bool
    /// The nodes that wait for each other in a circle: each waits for the next, the last for the first.
    public let cycle: [Wait]
    /// All waits of the nodes that cannot move.
    public let waits: [Wait]
    /// How to repair the graph.
    public let repair: String

    public var description: String {
        let lines = (cycle.isEmpty ? waits : cycle).map { "  - \($0)" }.joined(separator: "\n")
        return """
            \(headline)
            \(lines)
            \(repair)
            """
    }
}

extension GraphStall {
    private var headline: String {
        isPartial
            ? "A part of the graph \"\(graph)\" has stalled: these nodes can never move again, though others go on."
            : "The graph \"\(graph)\" has stalled: no node can move, and nothing outside of it is awaited."
    }
}

extension GraphStall.Wait: CustomStringConvertible {
    public var description: String {
        switch reason {
        case .room: "\"\(node)\" (\(site)) waits for room in its mailbox to \"\(on)\" (\(held) of \(capacity))"
        case .element: "\"\(node)\" (\(site)) waits for an element from \"\(on)\""
        case .inlet: "\"\(node)\" (\(site)) waits, in a closure, for room in \"\(on)\" (\(held) of \(capacity))"
        case .turn: "\"\(node)\" (\(site)) waits for its turn at \"\(on)\""
        }
    }
}
