extension Flow {
    /// Lets through the first elements only.
    ///
    /// - **Emits:** the first `count` elements.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** with element number `count`, and cancels upstream then; at once when `count` is 0; when upstream
    ///   completes before.
    /// - **Fails:** when upstream fails before.
    ///
    /// - Parameter count: at least 0, without an upper limit.
    @inlinable
    public func prefix(_ count: Int, fileID: String = #fileID, line: Int = #line) -> Flow {
        transform(
            PrefixBehavior(count: count),
            "prefix",
            SourceSite(fileID: fileID, line: line),
            problem: count < 0 ? "it cannot let \(count) elements through. Give 0 or more." : nil
        )
    }
}

@usableFromInline
struct PrefixBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var left: Int

    @inlinable
    init(count: Int) {
        left = count
    }

    @inlinable
    mutating func start() -> Emission<Element> { left == 0 ? .finish : .nothing }

    @inlinable
    mutating func receive(_ element: Element) -> Emission<Element> {
        left &-= 1
        return left == 0 ? .emitLast(element) : .emit(element)
    }
}
