/// The mailboxes of a run by their nodes, for a conductor that checks the counts after each step.
final class EdgeLedger: Sendable {
    private let mailboxes = Guarded<[ObjectIdentifier: [AnyMailbox]]>([:])

    func add(_ part: RunPart) {
        mailboxes.withLock { mailboxes in
            for wiring in part.wirings {
                mailboxes[ObjectIdentifier(wiring.cell)] =
                    wiring.inputs.map(\.mailbox) + wiring.outputs.map(\.mailbox)
                    + [wiring.feed].compactMap(\.self)
            }
        }
    }

    /// The caller still holds the part, so nothing of it is freed here.
    func remove(_ part: RunPart) {
        mailboxes.withLock { mailboxes in
            for wiring in part.wirings { mailboxes[ObjectIdentifier(wiring.cell)] = nil }
        }
    }

    /// What is wrong with the counts around a node; nil if nothing is. Between two steps they are exact.
    func imbalance(at cell: ScheduleCell) -> String? {
        let mailboxes = mailboxes.withLock { $0[ObjectIdentifier(cell)] } ?? []
        for mailbox in mailboxes {
            if let problem = Self.imbalance(mailbox) { return problem }
        }
        return nil
    }

    private static func imbalance(_ mailbox: AnyMailbox) -> String? {
        let (accepted, delivered) = (mailbox.acceptedCount, mailbox.deliveredCount)
        let (discarded, held) = (mailbox.discardedCount, mailbox.count)
        if accepted == delivered + discarded + held, held <= mailbox.capacity, delivered >= 0 { return nil }
        let sum = "delivered \(delivered) + discarded \(discarded) + held \(held)"
        return "accepted \(accepted), but \(sum), of which it can hold \(mailbox.capacity)"
    }
}
