extension Flow {
    /// Lets a slow downstream have the newest element each time it asks, and drops those in between.
    ///
    /// - **Emits:** the newest element, when downstream asks and there is one it has not had; dropped elements are counted.
    /// - **Backpressures:** never.
    /// - **Completes:** when upstream completes and the newest element is sent.
    /// - **Fails:** when upstream fails and the newest element is sent.
    @inlinable
    public func latest(fileID: String = #fileID, line: Int = #line) -> Flow {
        transform(LatestBehavior(), nil, "latest", SourceSite(fileID: fileID, line: line), problem: nil)
    }
}

@usableFromInline
struct LatestBehavior<Element: Sendable>: HoldingBehavior, Sendable {
    @usableFromInline var newest: Element?
    @usableFromInline var droppedCount = 0

    @inlinable
    init() {}

    @inlinable static var needsTime: Bool { false }
    @inlinable var isReady: Bool { newest != nil }
    @inlinable var heldCount: Int { newest == nil ? 0 : 1 }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) {
        if newest != nil { droppedCount += 1 }
        newest = element
    }

    @inlinable
    mutating func handOver(now: Duration) -> Element? { newest.take() }
}
