/// One look at a run that goes on, for nodes that nothing can ever move again: each of them is idle and waits only for
/// others of them.
///
/// The nodes of a single look may have moved while it was taken. Two looks with the same waits and the same counts are
/// a proof: at the moment between them every one of these nodes waited, and so nobody was left to move one.
struct StallLook {
    /// The waits of the nodes that nothing moves.
    let arrows: [WaitArrow]

    init(_ parts: [RunPart]) {
        let arrows = parts.flatMap { WaitReader($0).arrows }
        let waiting = Set(arrows.map(\.from))
        // Whoever is not known to wait for another node may move, and so may whoever waits for one that may.
        var stuck = Set(parts.flatMap(\.wirings).filter(\.waitsForNodes).map { ObjectIdentifier($0.cell) })
        stuck.formIntersection(waiting)
        let waitersOf = Dictionary(grouping: arrows, by: \.to)
        var moving = Array(Set(arrows.flatMap { [$0.from, $0.to] }).subtracting(stuck))
        while let mover = moving.popLast() {
            for arrow in waitersOf[mover] ?? [] where stuck.remove(arrow.from) != nil { moving.append(arrow.from) }
        }
        self.arrows = arrows.filter { stuck.contains($0.from) }
    }

    /// Whether nothing has moved between this look and a later one.
    func agrees(with later: StallLook) -> Bool {
        arrows.count == later.arrows.count
            && zip(arrows, later.arrows).allSatisfy { first, second in
                first.from == second.from && first.to == second.to && first.moves == second.moves
                    && first.wait.reason == second.wait.reason
            }
    }
}

extension NodeWiring {
    /// Whether the node is idle and has declared that it waits for neighbours, and for nothing else.
    fileprivate var waitsForNodes: Bool {
        let wait = ledger.declaredWait
        let others: Wait = [.end, .external, .dryLoop]
        return cell.isIdle && !wait.isDisjoint(with: [.input, .room, .roomInAll, .demand])
            && wait.isDisjoint(with: others)
    }
}

extension Execution {
    /// The nodes that can never move again although the run goes on; nil if there are none.
    var partialStall: GraphStall? {
        let first = StallLook(parts)
        guard !first.arrows.isEmpty else { return nil }
        let second = StallLook(parts)
        guard first.agrees(with: second) else { return nil }
        return GraphStall(graph: name, second.arrows, isPartial: true)
    }
}
