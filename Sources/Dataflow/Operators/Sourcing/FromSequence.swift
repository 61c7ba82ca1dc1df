extension Flow {
    /// Emits the elements of a sequence; each run iterates it anew.
    ///
    /// A sequence that can be read once (``SinglePassSequence``: also every class that is its own iterator) feeds one
    /// run: a second run is refused with an ``InvalidGraph``, and under ``retry(_:fileID:line:when:)`` it is a finding.
    /// ``deferred(fileID:line:_:)`` makes one for each run and each attempt.
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
        let site = SourceSite(fileID: fileID, line: line)
        if Elements.self == [Element].self {
            self.init(ready: .many(sequence as! [Element]), sequence, "sequence", site)
            return
        }
        let role = StageRole.iterating(Elements.self, by: Elements.Iterator.self)
        self.init("sequence", site, role: role) {
            Node.running(SourceKernel(SequenceBehavior(sequence), $0))
        }
    }
}

@usableFromInline
struct SequenceBehavior<Elements: Sequence>: SourceBehavior where Elements.Element: Sendable {
    /// True for the standard library's collections that hold or count their elements; any other may compute or wait.
    @inlinable
    static var isPrompt: Bool {
        Elements.self == [Elements.Element].self || Elements.self == ArraySlice<Elements.Element>.self
            || Elements.self == Range<Int>.self || Elements.self == ClosedRange<Int>.self
            || Elements.self == PartialRangeFrom<Int>.self
    }

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
