/// A run in which nothing can ever move again: every node waits for another, and nothing outside is awaited.
public struct GraphStall: Error, CustomStringConvertible {
    /// One node that waits for another.
    public struct Wait: Sendable, Equatable {
        /// What a node waits for.
        public enum Reason: Sendable, Equatable {
            /// Room in the mailbox to the other node, which is full.
            case room
            /// An element from the other node.
            case element
        }

        /// The node that waits.
        public let node: String
        /// Where it was written.
        public let site: SourceSite
        /// For what.
        public let reason: Reason
        /// The node that would have to move.
        public let on: String
        /// How many elements the mailbox between them holds.
        public let held: Int
        /// How many it can hold.
        public let capacity: Int
    }

    /// The name of the graph.
    public let graph: String
    /// The nodes that wait for each other in a circle, each for the next and the last for the first.
    public let cycle: [Wait]
    /// Everything that waits.
    public let waits: [Wait]

    public var description: String {
        let lines = (cycle.isEmpty ? waits : cycle).map { "  - \($0)" }.joined(separator: "\n")
        return """
            The graph "\(graph)" has stalled: no node can move, and nothing outside of it is awaited.
            \(lines)
            Give the full mailboxes more room with .capacity(…) or .buffer(…), or take what they hold somewhere else.
            """
    }
}

extension GraphStall.Wait: CustomStringConvertible {
    public var description: String {
        switch reason {
        case .room: "\"\(node)\" (\(site)) waits for room in its mailbox to \"\(on)\" (\(held) of \(capacity))"
        case .element: "\"\(node)\" (\(site)) waits for an element from \"\(on)\""
        }
    }
}

extension GraphStall {
    /// Reads who waits for whom off the mailboxes of a run at rest.
    init(graph: String, parts: [RunPart]) {
        var waits: [Arrow] = []
        var offset = 0
        for part in parts {
            waits += Self.arrows(in: part, offset)
            offset += part.plan.nodes.count
        }
        self.graph = graph
        self.waits = waits.map(\.wait)
        cycle = Self.cycle(among: waits)
    }

    /// Who waits for whom, with the nodes counted over all parts of the run.
    private typealias Arrow = (from: Int, to: Int, wait: Wait)

    private static func arrows(in part: RunPart, _ offset: Int) -> [Arrow] {
        part.plan.edges.flatMap { edge -> [Arrow] in
            guard let consumer = edge.to else { return [] }
            let mailbox = part.mailboxes[edge.id]
            let (from, to) = (part.plan.nodes[edge.from], part.plan.nodes[consumer])
            var arrows: [Arrow] = []
            if mailbox.isProducerWaiting {
                let wait = Wait(
                    node: from.name, site: from.site, reason: .room, on: to.name, held: mailbox.count,
                    capacity: mailbox.capacity)
                arrows.append((offset + edge.from, offset + consumer, wait))
            }
            if mailbox.isConsumerWaiting, mailbox.endingAhead == nil {
                let wait = Wait(
                    node: to.name, site: to.site, reason: .element, on: from.name, held: 0, capacity: mailbox.capacity)
                arrows.append((offset + consumer, offset + edge.from, wait))
            }
            return arrows
        }
    }

    /// Follows who waits for whom until a node comes up again.
    private static func cycle(among waits: [Arrow]) -> [Wait] {
        let byWaiter = Dictionary(grouping: waits.indices, by: { waits[$0].from })
        var isDone = Set<Int>()
        for start in waits.indices {
            var path: [Int] = []
            var position: [Int: Int] = [:]
            var stack: [(wait: Int, depth: Int)] = [(start, 0)]
            while let (wait, depth) = stack.popLast() {
                while path.count > depth { position[waits[path.removeLast()].from] = nil }
                if position[waits[wait].from] == nil { position[waits[wait].from] = path.count }
                path.append(wait)
                if let first = position[waits[wait].to] { return path[first...].map { waits[$0].wait } }
                guard isDone.insert(wait).inserted else { continue }
                for next in byWaiter[waits[wait].to] ?? [] { stack.append((next, depth + 1)) }
            }
        }
        return []
    }
}
