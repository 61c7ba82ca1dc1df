import Synchronization

/// What lies above a mailbox whose producer works for it only.
extension AnyMailbox {
    /// Says what feeds the producer, which has no other output; before the run starts.
    func join(feeds: some Collection<ConsumerEnd>) {
        feed = feeds.first.map { .passUnretained($0.mailbox) }
        for (feed, next) in zip(feeds, feeds.dropFirst()) { feed.mailbox.sibling = .passUnretained(next.mailbox) }
    }

    /// Lets every node above rest that works for this mailbox only, until its own consumer cancels.
    ///
    /// Else each of them would be told after all nodes that are ready had one more step: in a busy chain as many rounds as
    /// there are nodes.
    func doomFeeds() {
        var open = feed.map { [$0] } ?? []
        while let next = open.popLast() {
            next._withUnsafeGuaranteedRef { mailbox in
                if let sibling = mailbox.sibling { open.append(sibling) }
                // Nobody is told: who is idle may stay so.
                let isNews = mailbox.interest.compareExchange(
                    expected: Interest.open, desired: Interest.doomed, ordering: .relaxed
                ).exchanged
                if isNews, let feed = mailbox.feed { open.append(feed) }
            }
        }
    }
}
