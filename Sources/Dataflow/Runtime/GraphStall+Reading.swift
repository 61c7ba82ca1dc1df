extension GraphStall {
    /// Reads off the mailboxes of a run at rest which node waits for which.
    init(graph: String, parts: [RunPart]) {
        self.init(graph: graph, parts.flatMap { WaitReader($0).arrows }, isPartial: false)
    }

    init(graph: String, _ arrows: [WaitArrow], isPartial: Bool) {
        let cycle = Self.cycle(among: arrows)
        self.graph = graph
        self.isPartial = isPartial
        self.waits = arrows.map(\.wait)
        self.cycle = cycle.map(\.wait)
        repair = Self.repair(of: cycle)
    }

    /// Follows the waits until a node comes up a second time.
    private static func cycle(among arrows: [WaitArrow]) -> [WaitArrow] {
        let byWaiter = Dictionary(grouping: arrows.indices, by: { arrows[$0].from })
        var isDone = Set<Int>()
        for start in arrows.indices {
            var path: [Int] = []
            var position: [ObjectIdentifier: Int] = [:]
            var stack: [(arrow: Int, depth: Int)] = [(start, 0)]
            while let (arrow, depth) = stack.popLast() {
                while path.count > depth { position[arrows[path.removeLast()].from] = nil }
                if position[arrows[arrow].from] == nil { position[arrows[arrow].from] = path.count }
                path.append(arrow)
                if let first = position[arrows[arrow].to] { return path[first...].map { arrows[$0] } }
                guard isDone.insert(arrow).inserted else { continue }
                for next in byWaiter[arrows[arrow].to] ?? [] { stack.append((next, depth + 1)) }
            }
        }
        return []
    }

    private static func repair(of cycle: [WaitArrow]) -> String {
        let next = cycle.dropFirst() + cycle.prefix(1)
        if let (early, _) = zip(cycle, next).first(where: { $0.isTooEarly(before: $1) }) {
            return """
                What "\(early.wait.on)" takes later comes too early: give the full mailbox room for all of it with \
                .capacity(…), or define that flow twice, so that "\(early.wait.on)" has a flow of its own, which \
                starts at its turn.
                """
        }
        if let sender = cycle.first(where: { $0.wait.reason == .inlet }) {
            return """
                What "\(sender.wait.node)" sends comes back to it: send with trySend(…) and handle a full inlet, give the \
                inlet room for all that comes back, or lead it back with feedback { … }.
                """
        }
        return """
            Give the full mailboxes more room with .capacity(…) or .buffer(…), or take what they hold somewhere else.
            """
    }
}
