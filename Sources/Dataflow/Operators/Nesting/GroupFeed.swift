/// The elements of one group, on their way from the node that groups to the group's flow.
@usableFromInline
struct GroupFeed<Element: Sendable> {
    /// How many elements wait for the group before it holds up the others.
    @usableFromInline static var capacity: Int { 64 }

    @usableFromInline let mailbox: Mailbox<Element>
    @usableFromInline let link: FeedLink

    @inlinable
    init(from wiring: NodeWiring) {
        mailbox = Mailbox(capacity: GroupFeed.capacity)
        link = FeedLink(mailbox, wiring)
    }

    /// The group's elements, for one use in a flow of the run.
    @inlinable
    var flow: Flow<Element> {
        Flow("group", link.site, role: .singlePass(link.claim)) { [mailbox, link] wiring in
            guard link.join(to: wiring) else { return Node.running(StrayKernel<Element>(wiring)) }
            return Node.running(FeedKernel(MailboxReader(mailbox), wiring))
        }
    }
}

/// Joins the mailbox of a group's elements to the node that reads it, which is made later.
@usableFromInline
final class FeedLink: Sendable {
    private let mailbox: AnyMailbox
    private let cell: NodeCell
    @usableFromInline let site: SourceSite
    @usableFromInline let claim = SinglePassClaim("group")
    private let use = Guarded(false)

    /// - Parameter wiring: the node that groups.
    @usableFromInline
    init(_ mailbox: AnyMailbox, _ wiring: NodeWiring) {
        self.mailbox = mailbox
        cell = wiring.cell
        site = wiring.run.site
    }

    /// What the node writes to; nil if the group's flow, which has started, does not read its elements.
    var end: ProducerEnd? { use.withLock { $0 } ? ProducerEnd(mailbox) : nil }

    /// False if the flow was carried out of its run: that run's workers know nothing of the node.
    @usableFromInline
    func join(to wiring: NodeWiring) -> Bool {
        guard wiring.cell.scheduler === cell.scheduler else { return false }
        mailbox.join(producer: Waker(cell: cell), consumer: Waker(cell: wiring.cell))
        wiring.feed = mailbox
        use.withLock { $0 = true }
        return true
    }
}

/// The first node of a group: passes on what the node that groups feeds it.
@usableFromInline
struct FeedKernel<Element: Sendable>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Element>
    @usableFromInline package let output: MailboxWriter<Element>

    @inlinable
    init(_ input: MailboxReader<Element>, _ wiring: NodeWiring) {
        self.input = input
        self.wiring = wiring
        output = wiring.output()
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return wiring.pass(ending, turn) }
            return .wait(.input)
        }
        return input.relay(available, to: output, turn)
    }

    @inlinable
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        // The plan does not know this input.
        input.cancel(wiring.cause(cause, turn), turn.worker)
        return wiring.stop(cause, turn)
    }
}

/// Stands for the elements of a group in another run.
@usableFromInline
struct StrayKernel<Element: Sendable>: SourceShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let output: MailboxWriter<Element>

    @usableFromInline
    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        output = wiring.output()
    }

    @usableFromInline
    package mutating func step(_ turn: Turn) -> Step { wiring.fail(GroupOutsideOfItsRun(), turn) }
}

/// Thrown when the elements of a group are read in another run than the one that groups.
public struct GroupOutsideOfItsRun: Error, CustomStringConvertible {
    public var description: String {
        "the elements of a group were read in another run; use them in the flow that the closure of grouped(by:) returns."
    }
}
