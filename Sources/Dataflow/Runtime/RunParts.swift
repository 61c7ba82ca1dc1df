/// The parts of a run, shared by the nodes that attach some and by those who look on.
final class RunParts: Sendable {
    private let register = Guarded(PartRegister())
    /// For a conductor, who checks counts as it goes.
    private let ledger: EdgeLedger?

    init(isAudited: Bool) {
        ledger = isAudited ? EdgeLedger() : nil
    }

    /// Those that are still there, the graph in front, and what those had counted that are not.
    var seen: (living: [RunPart], ended: EndedParts) {
        let register = register.withLock { $0 }
        return (register.parts, register.ended)
    }

    /// Takes a part in, and lets go of some that have ended.
    func add(_ part: RunPart) {
        ledger?.add(part)
        let retired = register.withLock { register in
            register.add(part)
            return register.takeRetired()
        }
        // Not under the lock: what is discarded here, or dies with a part, may be anything.
        for part in retired { letGo(of: part) }
    }

    private func letGo(of part: RunPart) {
        guard part.hasEnded else { return register.withLock { $0.keep(part) } }
        part.settle()
        let counts = EndedParts(part)
        register.withLock { $0.remove(part, counts) }
        ledger?.remove(part)
    }

    /// What failed and reached nobody, once the last node has ended: in the graph, and in the parts that are followed. What a
    /// flow has left behind that was gone on from belongs to its failure, which was handled.
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

    /// What is wrong with the counts around a node, if anything; between two steps they are exact.
    func imbalance(at cell: ScheduleCell) -> String? { ledger?.imbalance(at: cell) }
}
