extension Flow {
    /// Lets elements through at a rate that it shares with whoever else asks the limiter; upstream waits, so nothing is
    /// lost.
    ///
    /// - **Emits:** the elements in order, each when the limiter gives a permit for it.
    /// - **Backpressures:** while an element waits for its permit, and when downstream does.
    /// - **Completes:** when upstream completes and the waiting element is sent.
    /// - **Fails:** when upstream fails and the waiting element is sent; when `cost` throws; with ``LimiterFull``; see
    ///   ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - limiter: one of a rate alone. One that limits how much goes on at once has permits for work, which
    ///     ``map(limiter:concurrency:ordered:cost:fileID:line:_:)`` gives back when it is done; here it is a finding.
    ///   - cost: how many tokens an element costs, one if it is left out. Called once for each element, in order.
    public func limited(
        by limiter: Limiter, fileID: String = #fileID, line: Int = #line,
        cost: @escaping @Sendable (Element) throws -> Int = { _ in 1 }
    ) -> Flow {
        let useless =
            limiter.limitsConcurrency
            ? "a limiter of what goes on at once has nothing to limit where elements only pass; use map(limiter:). Give one with a rate."
            : nil
        let behavior = AsyncMapBehavior<Element, Element> { element in
            try await limiter.withPermit(cost: try cost(element)) { element }
        }
        return transform(
            behavior, "limited", SourceSite(fileID: fileID, line: line), problem: limiter.problem ?? useless)
    }
}
