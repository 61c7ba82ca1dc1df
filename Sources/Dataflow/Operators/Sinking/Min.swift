extension Flow {
    /// Finds the smallest element, as a closure decides.
    ///
    /// - **Emits:** nothing; its value is the smallest element, the first of equal ones, or nil for a flow without
    ///   elements.
    /// - **Backpressures:** while `areInIncreasingOrder` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `areInIncreasingOrder` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter areInIncreasingOrder: whether the first element is smaller than the second; called once for each
    ///   element but the first.
    @inlinable
    public func min(
        fileID: String = #fileID, line: Int = #line,
        by areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool
    ) -> Sink<Element?> {
        sink(BestBehavior(isBetter: areInIncreasingOrder), kind: "min", fileID: fileID, line: line)
    }
}

extension Flow where Element: Comparable {
    /// Finds the smallest element.
    ///
    /// - **Emits:** nothing; its value is the smallest element, the first of equal ones, or nil for a flow without
    ///   elements.
    /// - **Backpressures:** never.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    @inlinable
    public func min(fileID: String = #fileID, line: Int = #line) -> Sink<Element?> {
        min(fileID: fileID, line: line) { $0 < $1 }
    }
}

/// Keeps the element that is better than all before it.
@usableFromInline
struct BestBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let isBetter: @Sendable (Element, Element) throws -> Bool
    @usableFromInline var best: Element?

    @inlinable
    init(isBetter: @escaping @Sendable (Element, Element) throws -> Bool) {
        self.isBetter = isBetter
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Element?> {
        if let best, try !isBetter(element, best) { return .nothing }
        best = element
        return .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Element?> { .emit(best) }
}
