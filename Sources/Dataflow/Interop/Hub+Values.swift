extension Hub {
    /// What is sent to the hub, as an async sequence: each iteration is a reader of its own, from its first `next()` on.
    ///
    /// The reader may fall behind by the mailbox of its flow, and by the hub's bound for slow readers. Leaving the loop
    /// ends the reader; nobody else notices.
    public var values: FlowValues<Element> { Flow(self).values }
}

extension CurrentValue {
    /// The current value and then each newer one that the reader has time for, as an async sequence.
    public var values: FlowValues<Element> { Flow(self).values }
}
