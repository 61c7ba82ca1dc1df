extension Flow {
    /// Pairs each element with the one before it.
    ///
    /// - **Emits:** a pair of neighbours for each element but the first.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    @inlinable
    public func adjacentPairs(fileID: String = #fileID, line: Int = #line) -> Flow<(Element, Element)> {
        transform(AdjacentPairsBehavior(), kind: "adjacentPairs", fileID: fileID, line: line)
    }
}

@usableFromInline
struct AdjacentPairsBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var last: Element?

    @inlinable
    init() {}

    @inlinable
    mutating func receive(_ element: Element) -> Emission<(Element, Element)> {
        defer { last = element }
        return last.map { .emit(($0, element)) } ?? .nothing
    }
}
