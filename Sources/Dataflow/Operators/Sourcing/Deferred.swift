extension Flow {
    /// Emits the elements of an async sequence that a closure makes anew for each run, and for each attempt of a `retry`.
    ///
    ///     let ticks = Flow.deferred { AsyncStream { feed in ticker.start(feed) } }
    ///
    /// - **Emits:** the elements, in order.
    /// - **Backpressures:** while the mailbox is full, one element waits and the iterator is not called.
    /// - **Completes:** after the last element.
    /// - **Fails:** when `make` or the sequence throws.
    ///
    /// - Parameter make: makes the sequence, in the task that iterates it. The task is cancelled when the run drains or
    ///   nobody wants more elements. A stream from outside of the closure is the same one each time, and can be read
    ///   only once.
    public static func deferred<Elements: AsyncSequence & SendableMetatype>(
        fileID: String = #fileID,
        line: Int = #line,
        _ make: @escaping @Sendable () async throws -> Elements
    ) -> Flow where Elements.Element == Element, Elements.AsyncIterator: SendableMetatype {
        Flow("deferred", SourceSite(fileID: fileID, line: line)) {
            Node.running(
                EmitKernel<Element>($0) { emit in
                    for try await element in try await make() {
                        try await emit(element)
                        if emit.isOver { break }
                    }
                }
            )
        }
    }

    /// Emits the elements of a sequence that a closure makes anew for each run, and for each attempt of a `retry`.
    ///
    /// - **Emits:** the elements, in order, as they are asked for; the sequence may be infinite.
    /// - **Backpressures:** the iterator is not called while the mailbox is full.
    /// - **Completes:** after the last element.
    /// - **Fails:** when `make` throws.
    ///
    /// - Parameter make: makes the sequence when the first element is asked for, so never in a run that ends before. An
    ///   object from outside of the closure is the same one each time.
    public static func deferred<Elements: Sequence & SendableMetatype>(
        fileID: String = #fileID,
        line: Int = #line,
        _ make: @escaping @Sendable () throws -> sending Elements
    ) -> Flow where Elements.Element == Element, Elements.Iterator: SendableMetatype {
        Flow(
            kind: "deferred", fileID: fileID, line: line,
            source: {
                ResourceBehavior<Elements.Iterator, Element>(
                    open: { try make().makeIterator() }, read: { $0.next() }, shut: { _ in })
            })
    }
}
