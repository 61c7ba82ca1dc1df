import Synchronization

/// The mailboxes above a mailbox whose producer works only for it.
extension AnyMailbox {
    /// Sets the inputs of the producer, which has no other output; called before the run starts.
    func join(feeds: some Collection<ConsumerEnd>) {
        feed = feeds.first?.mailbox
        for (feed, next) in zip(feeds, feeds.dropFirst()) { feed.mailbox.sibling = next.mailbox }
    }

    /// Marks every edge above whose nodes work only for this mailbox. The nodes rest until their own consumer cancels.
    ///
    /// Without the mark, each of them would hear of the cancellation only after every ready node had made one more
    /// step: in a busy chain that takes as many rounds as there are nodes.
    func doomFeeds() {
        var open = [feed].compactMap(\.self)
        while let mailbox = open.popLast() {
            if let sibling = mailbox.sibling { open.append(sibling) }
            // No node is notified: an idle one may stay idle.
            let isNews = mailbox.interest.compareExchange(
                expected: Interest.open, desired: Interest.doomed, ordering: .relaxed
            ).exchanged
            guard isNews else { continue }
            mailbox.wakers.cancelTasks()
            if let feed = mailbox.feed { open.append(feed) }
        }
    }
}
