/// The mailboxes of the flows, whose slots know no types.
extension NestingKernel {
    /// What a flow gives.
    @inlinable
    func reader(of inner: NestedSlots.Inner) -> MailboxReader<Behavior.Output> {
        // SAFETY: the flow that the part was made from has elements of this type.
        unsafe MailboxReader(unsafeDowncast(inner.end.mailbox, to: Mailbox<Behavior.Output>.self))
    }

    /// What feeds the group's flow; nil for one that wants no more, or was closed.
    @inlinable
    func feed(_ group: Int) -> MailboxWriter<Behavior.Input>? {
        // SAFETY: `open` made the mailbox.
        slots.feed(group).map { unsafe MailboxWriter(unsafeDowncast($0.mailbox, to: Mailbox<Behavior.Input>.self)) }
    }
}
