extension Flow {
    /// Lets through the last elements only, once the flow has ended.
    ///
    /// - **Emits:** the last `count` elements, or all of a shorter flow, at the end; what they are is not known before.
    /// - **Backpressures:** never before the end; then when downstream does.
    /// - **Completes:** when upstream completes and they are sent.
    /// - **Fails:** when upstream fails and the last ones before that are sent.
    ///
    /// - Parameter count: at least 0, without an upper limit. The operator holds up to this many elements.
    @inlinable
    public func suffix(_ count: Int, fileID: String = #fileID, line: Int = #line) -> Flow {
        transform(
            SuffixBehavior(count: count),
            "suffix",
            SourceSite(fileID: fileID, line: line),
            problem: count < 0 ? "it cannot let through \(count) elements. Give 0 or more." : nil
        )
    }
}

@usableFromInline
struct SuffixBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let count: Int
    /// The latest elements.
    @usableFromInline var held = Fifo<Element>()

    @inlinable
    init(count: Int) {
        self.count = count
    }

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Element> {
        held.append(element)
        if held.count > count { _ = held.popFirst() }
        return .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Element> { .several }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<Element> { .several }

    @inlinable
    mutating func next() -> Element? { held.popFirst() }
}
