import Synchronization

/// What lies above a mailbox whose producer works for it only.
extension AnyMailbox {
    /// Says what feeds the producer, which has no other output; before the run starts.
    func join(feeds: some Collection<ConsumerEnd>) {
        feed = feeds.first?.mailbox
        for (feed, next) in zip(feeds, feeds.dropFirst()) { feed.mailbox.sibling = next.mailbox }
    }

    /// Lets every node above rest that works for this mailbox only, until its own consumer cancels.
    ///
    /// Else each of them would be told after all nodes that are ready had one more step: in a busy chain as many rounds as
    /// there are nodes.
    func doomFeeds() {
        var open = [feed].compactMap(\.self)
        while let mailbox = open.popLast() {
            if let sibling = mailbox.sibling { open.append(sibling) }
            // Nobody is told: who is idle may stay so.
            let isNews = mailbox.interest.compareExchange(
                expected: Interest.open, desired: Interest.doomed, ordering: .relaxed
            ).exchanged
            if isNews, let feed = mailbox.feed { open.append(feed) }
        }
    }
}
