extension Flow {
    /// Emits the elements of a sequence; each run iterates it anew.
    ///
    /// - **Emits:** the elements, in order, as they are asked for; the sequence may be infinite.
    /// - **Backpressures:** the iterator is not called while the mailbox is full.
    /// - **Completes:** after the last element.
    /// - **Fails:** never.
    @inlinable
    public init<Elements: Sequence & Sendable>(
        _ sequence: Elements,
        fileID: String = #fileID,
        line: Int = #line
    ) where Elements.Element == Element {
        self.init(source: SequenceBehavior(sequence), kind: "sequence", fileID: fileID, line: line)
    }
}

@usableFromInline
struct SequenceBehavior<Elements: Sequence & Sendable>: SourceBehavior where Elements.Element: Sendable {
    // SAFETY: the iterator is made by the node that owns this copy and stays with it; before that there is none.
    @usableFromInline nonisolated(unsafe) var iterator: Elements.Iterator?
    @usableFromInline let sequence: Elements

    @inlinable
    init(_ sequence: Elements) {
        self.sequence = sequence
    }

    @inlinable
    mutating func next() throws -> Elements.Element? {
        if iterator == nil { iterator = sequence.makeIterator() }
        return iterator!.next()
    }
}
