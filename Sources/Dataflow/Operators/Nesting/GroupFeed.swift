/// The elements of one group, on their way from the node that groups to the group's flow.
@usableFromInline
struct GroupFeed<Element: Sendable> {
    /// How many elements wait for the group before it holds up the others.
    private static var capacity: Int { 64 }

    private let mailbox = Mailbox<Element>(capacity: GroupFeed.capacity)
    /// Whether the group's flow reads the elements.
    private let isRead = Guarded(false)
    private let claim = SinglePassClaim("group")

    init() {}

    /// What the node writes to; nil if the group's flow, which has started, does not read its elements.
    var writer: MailboxWriter<Element>? { isRead.withLock { $0 } ? MailboxWriter(mailbox) : nil }

    /// The group's elements, for one use in a flow of the run.
    ///
    /// - Parameter wiring: the node that groups.
    func flow(from wiring: NodeWiring) -> Flow<Element> {
        let site = wiring.run.site
        return Flow("group", site, role: .singlePass(claim)) { [mailbox, isRead, cell = wiring.cell] wiring in
            // The flow was carried out of its run, whose workers know nothing of this node.
            guard wiring.cell.scheduler === cell.scheduler else { return Node.running(StrayKernel<Element>(wiring)) }
            mailbox.join(producer: Waker(cell: cell), consumer: Waker(cell: wiring.cell))
            wiring.feed = mailbox
            isRead.withLock { $0 = true }
            return Node.running(FeedKernel(MailboxReader(mailbox), wiring))
        }
    }
}

/// The first node of a group: passes on what the node that groups feeds it.
private struct FeedKernel<Element: Sendable>: LinearShape {
    let wiring: NodeWiring
    let input: MailboxReader<Element>
    let output: MailboxWriter<Element>

    init(_ input: MailboxReader<Element>, _ wiring: NodeWiring) {
        self.input = input
        self.wiring = wiring
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return wiring.pass(ending, turn) }
            return .wait(.input)
        }
        return input.relay(available, to: output, turn)
    }

    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        // The plan does not know this input.
        input.cancel(wiring.cause(cause, turn), turn.worker)
        return wiring.stop(cause, turn)
    }
}

/// Stands for the elements of a group in another run.
private struct StrayKernel<Element: Sendable>: SourceShape {
    let wiring: NodeWiring
    let output: MailboxWriter<Element>

    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step { wiring.fail(GroupOutsideOfItsRun(), turn) }
}

/// Thrown when the elements of a group are read in another run than the one that groups.
public struct GroupOutsideOfItsRun: Error, CustomStringConvertible {
    public var description: String {
        "the elements of a group were read in another run; use them in the flow that the closure of grouped(by:) returns."
    }
}
