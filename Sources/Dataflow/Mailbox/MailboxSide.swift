/// One side of a mailbox: its holder may do what belongs to that side.
@usableFromInline
package protocol MailboxSide: Sendable {
    associatedtype Box: AnyMailbox
    var mailbox: Box { get }
}

extension MailboxSide {
    @inlinable package var capacity: Int { mailbox.capacity }
    /// How many elements the mailbox holds; exact only when neither side is active.
    @inlinable package var count: Int { mailbox.count }
}
