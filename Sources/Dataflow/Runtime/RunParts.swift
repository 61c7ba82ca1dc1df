/// The parts of a run, shared by the nodes that attach parts and by observers.
final class RunParts: Sendable {
    private let register = Guarded(PartRegister())
    /// For a conductor, which checks the counts after each step.
    private let ledger: EdgeLedger?

    init(isAudited: Bool) {
        ledger = isAudited ? EdgeLedger() : nil
    }

    /// The living parts, with the graph first, and the counts of the released ones and of flows that needed none.
    var seen: (living: [RunPart], ended: EndedParts) {
        let register = register.withLock { $0 }
        let parts = register.parts
        var ended = register.ended
        for part in parts { ended.addPassed(by: part) }
        return (parts, ended)
    }

    /// The living parts, in no order.
    var unordered: [RunPart] { register.withLock { $0 }.unordered }

    /// Adds a part, and releases some that have ended.
    func add(_ part: RunPart) {
        ledger?.add(part)
        let retired = register.withLock { register in
            register.add(part)
            return register.takeRetired()
        }
        letGo(of: retired)
    }

    /// Releases a part whose last node has ended, with what its nodes followed, which has ended with it.
    func release(_ part: RunPart) { letGo(of: [part]) }

    /// Releases those of the parts that have ended, and what lost its follower with them.
    private func letGo(of parts: [RunPart]) {
        // Not under the lock: user code may run when an element is discarded or a part is freed.
        var open = parts
        while let part = open.popLast() {
            guard part.hasEnded else {
                register.withLock { $0.keep(part) }
                continue
            }
            part.settle()
            let counts = EndedParts(part)
            open += register.withLock { $0.remove(part, counts) ? $0.takeRetired() : [] }
            ledger?.remove(part)
        }
    }

    /// A cell above a node that has not ended: of the node's own part if it reads its own input, else of the part that it
    /// follows, and in both cases of the parts that the nodes there follow.
    func unendedCell(above node: NodeWiring, isFirst: Bool) -> ScheduleCell? {
        var open: [(part: RunPart, nodes: [Int])] = []
        let place = node.place
        if isFirst, let own = register.withLock({ $0.part(place.part) }) {
            open.append((own, own.numbers(above: place.node)))
        }
        if !isFirst, let part = register.withLock({ $0.part(followedBy: place) }) {
            open.append((part, Array(part.wirings.indices)))
        }
        while let (part, nodes) = open.popLast() {
            for number in nodes {
                if let cell = part.wirings[number].unendedCell { return cell }
                let place = part.wirings[number].place
                if let next = register.withLock({ $0.part(followedBy: place) }) {
                    open.append((next, Array(next.wirings.indices)))
                }
            }
        }
        return nil
    }

    /// Failures that reached no operator, once the last node has ended: those of the graph, and of parts that are
    /// followed. The failures left in a flow after which another was followed belong to that flow's failure, which was
    /// handled.
    var untoldFailures: [NodeFailure] {
        let parts = seen.living
        var followed: [PartPlace: ObjectIdentifier] = [:]
        for part in parts { part.follower.map { followed[$0.place] = part.identity } }
        var told = Set<ObjectIdentifier>()
        return parts.flatMap { part -> [NodeFailure] in
            if let place = part.follower?.place {
                guard followed[place] == part.identity, told.contains(place.part) else { return [] }
            }
            told.insert(part.identity)
            return part.untoldFailures
        }
    }

    /// What is wrong with the counts around a node; nil if nothing is. Between two steps they are exact.
    func imbalance(at cell: ScheduleCell) -> String? { ledger?.imbalance(at: cell) }
}
