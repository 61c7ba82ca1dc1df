extension Flow {
    /// Emits the elements of an async sequence; each run iterates it.
    ///
    /// A sequence that can be read once, such as an `AsyncStream`, feeds one run: a second run is refused with an
    /// ``InvalidGraph``, and under ``retry(_:fileID:line:when:)`` it is a finding. ``SinglePassSequence`` says which
    /// sequences those are; ``deferred(fileID:line:_:)`` makes one for each run and each attempt.
    ///
    /// - **Emits:** the elements, in order.
    /// - **Backpressures:** while the mailbox is full, one element waits and the iterator is not called.
    /// - **Completes:** after the last element.
    /// - **Fails:** when the sequence throws.
    ///
    /// - Parameter sequence: iterated in a task that is cancelled when the run drains or nobody wants more elements.
    public init<Elements: AsyncSequence & Sendable>(
        _ sequence: Elements,
        fileID: String = #fileID,
        line: Int = #line
    ) where Elements.Element == Element {
        let role = StageRole.iterating(Elements.self, by: Elements.AsyncIterator.self)
        self.init("asyncSequence", SourceSite(fileID: fileID, line: line), role: role) {
            Node.running(
                EmitKernel<Element>($0) { emit in
                    for try await element in sequence {
                        try await emit(element)
                        if emit.isOver { break }
                    }
                }
            )
        }
    }
}
