/// One side of a mailbox: who has it may do what is that side's to do.
@usableFromInline
package protocol MailboxSide: Sendable {
    associatedtype Box: AnyMailbox
    var mailbox: Box { get }
}

extension MailboxSide {
    @inlinable package var capacity: Int { mailbox.capacity }
    /// How many elements it holds, exact only when neither side is active.
    @inlinable package var count: Int { mailbox.count }
}
