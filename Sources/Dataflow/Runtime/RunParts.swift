/// The parts of a run, shared by the nodes that attach parts and by observers.
final class RunParts: Sendable {
    private let register = Guarded(PartRegister())
    /// For a conductor, which checks the counts after each step.
    private let ledger: EdgeLedger?

    init(isAudited: Bool) {
        ledger = isAudited ? EdgeLedger() : nil
    }

    /// The living parts, with the graph first, and the counts of the released ones.
    var seen: (living: [RunPart], ended: EndedParts) {
        let register = register.withLock { $0 }
        return (register.parts, register.ended)
    }

    /// Adds a part, and releases some that have ended.
    func add(_ part: RunPart) {
        ledger?.add(part)
        let retired = register.withLock { register in
            register.add(part)
            return register.takeRetired()
        }
        // Not under the lock: user code may run when an element is discarded or a part is freed.
        for part in retired { letGo(of: part) }
    }

    private func letGo(of part: RunPart) {
        guard part.hasEnded else { return register.withLock { $0.keep(part) } }
        part.settle()
        let counts = EndedParts(part)
        register.withLock { $0.remove(part, counts) }
        ledger?.remove(part)
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
