extension Flow {
    /// Puts a separator between elements.
    ///
    /// - **Emits:** every element, and the separator between two of them, or between groups of `count`; none at the end.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameters:
    ///   - count: how many elements stand between two separators, at least 1, without an upper limit.
    ///   - separator: comes with the element that follows it, never before that is there.
    @inlinable
    public func interspersed(
        every count: Int = 1, with separator: Element, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        transform(
            InterspersedBehavior(count: count, separator: separator),
            "interspersed",
            SourceSite(fileID: fileID, line: line),
            problem: count < 1 ? "separators cannot stand after every \(count) elements. Give 1 or more." : nil
        )
    }
}

@usableFromInline
struct InterspersedBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let count: Int
    @usableFromInline let separator: Element
    /// How many elements came since the last separator.
    @usableFromInline var seen = 0
    /// What is yet to be emitted: the separator, if it is due, then the element.
    @usableFromInline var isDue = false
    @usableFromInline var waiting: Element?

    @inlinable
    init(count: Int, separator: Element) {
        self.count = count
        self.separator = separator
    }

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Element> {
        if seen < count {
            seen &+= 1
            return .emit(element)
        }
        seen = 1
        isDue = true
        waiting = element
        return .several
    }

    @inlinable
    mutating func next() -> Element? {
        guard isDue else { return waiting.take() }
        isDue = false
        return separator
    }
}
