extension Flow {
    /// Turns each element into another with a closure that awaits, each once a limiter gives a permit for it.
    ///
    ///     photos.map(limiter: uploads, concurrency: 16) { try await upload($0) }
    ///
    /// Any other closure that awaits can ask a limiter with ``Limiter/withPermit(cost:_:)``.
    ///
    /// - **Emits:** one element for each one received: in their order, or as they get ready.
    /// - **Backpressures:** when downstream does, and while `concurrency` elements are in work, wait for a permit, or wait for
    ///   their turn.
    /// - **Completes:** when upstream completes and the last result is sent.
    /// - **Fails:** when `transform` or `cost` throws or the limiter is full (``LimiterFull``), at once, whatever runs beside
    ///   it; when upstream fails, after the elements that came before; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - limiter: gives the permits; whoever else asks it has its share.
    ///   - concurrency: the most elements of this operator in work or waiting for a permit at once, from 1 to 65,536.
    ///   - ordered: whether results keep the order of the elements; a slow one then holds back those behind it.
    ///   - cost: how many tokens an element costs, where the limiter has a rate; one if it is left out.
    ///   - transform: called once for each element, while it has a permit; with a `concurrency` above 1, calls overlap, in no
    ///     particular order; cancelled when the operator fails or ends early.
    public func map<Output: Sendable>(
        limiter: Limiter, concurrency: Int = 1, ordered: Bool = true,
        cost: @escaping @Sendable (Element) throws -> Int = { _ in 1 }, fileID: String = #fileID, line: Int = #line,
        _ transform: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Output
    ) -> Flow<Output> {
        let behavior = AsyncMapBehavior<Element, Output> { element in
            try await limiter.withPermit(cost: try cost(element)) { try await transform(element) }
        }
        return self.transform(
            behavior, concurrency: concurrency, ordered: ordered, "map", SourceSite(fileID: fileID, line: line),
            problem: limiter.problem)
    }
}
