extension Flow {
    /// Leaves out the first elements.
    ///
    /// - **Emits:** every element after the first `count`.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameter count: at least 0, without an upper limit.
    @inlinable
    public func dropFirst(_ count: Int = 1, fileID: String = #fileID, line: Int = #line) -> Flow {
        transform(
            DropFirstBehavior(count: count),
            "dropFirst",
            SourceSite(fileID: fileID, line: line),
            problem: count < 0 ? "it cannot leave out \(count) elements. Give 0 or more." : nil
        )
    }
}

@usableFromInline
struct DropFirstBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var left: Int

    @inlinable
    init(count: Int) {
        left = count
    }

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Element> {
        if left == 0 { return .emit(element) }
        left &-= 1
        return .nothing
    }
}
