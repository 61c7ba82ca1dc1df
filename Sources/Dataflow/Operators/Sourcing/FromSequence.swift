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
        self.init(kind: "sequence", fileID: fileID, line: line, source: { SequenceBehavior(sequence) })
    }
}

@usableFromInline
struct SequenceBehavior<Elements: Sequence>: SourceBehavior where Elements.Element: Sendable {
    @usableFromInline var iterator: Elements.Iterator?
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
