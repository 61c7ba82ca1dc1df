extension Flow {
    /// Turns each element into another through a circuit breaker: after too many failures the closure is not called for a
    /// while.
    ///
    /// - **Emits:** one element for each one received.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `transform` throws; with ``CircuitOpen`` for an element for which it is not
    ///   called; see ``onFailure(_:fileID:line:)``, without which the first failure ends the flow.
    ///
    /// - Parameters:
    ///   - breaker: decides; whoever else calls through it has a part in that.
    ///   - transform: called at most once for each element, in order, never twice at the same time.
    public func map<Output: Sendable>(
        breaker: CircuitBreaker, fileID: String = #fileID, line: Int = #line,
        _ transform: @escaping @Sendable (Element) throws -> Output
    ) -> Flow<Output> {
        let behavior = MapBehavior<Element, Output> { element in try breaker.call { try transform(element) } }
        return self.transform(behavior, "map", SourceSite(fileID: fileID, line: line), problem: breaker.problem)
    }

    /// Turns each element into another with a closure that awaits, through a circuit breaker: after too many failures the
    /// closure is not called for a while.
    ///
    ///     orders.map(breaker: billing, concurrency: 8) { try await charge($0) }.onFailure(.skip)
    ///
    /// - **Emits:** one element for each one received: in their order, or as they get ready.
    /// - **Backpressures:** when downstream does, and while `concurrency` elements are in work or wait for their turn.
    /// - **Completes:** when upstream completes and the last result is sent.
    /// - **Fails:** when `transform` throws, at once, whatever runs beside it; with ``CircuitOpen`` for an element for which
    ///   it is not called; when upstream fails, after the elements that came before; see ``onFailure(_:fileID:line:)``,
    ///   without which the first failure ends the flow.
    ///
    /// - Parameters:
    ///   - breaker: decides; whoever else calls through it has a part in that.
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - ordered: whether results keep the order of the elements; a slow one then holds back those behind it.
    ///   - transform: called at most once for each element; with a `concurrency` above 1, calls overlap, in no particular
    ///     order; cancelled when the operator fails or ends early.
    public func map<Output: Sendable>(
        breaker: CircuitBreaker, concurrency: Int = 1, ordered: Bool = true, fileID: String = #fileID,
        line: Int = #line,
        _ transform: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Output
    ) -> Flow<Output> {
        let behavior = AsyncMapBehavior<Element, Output> { element in
            try await breaker.call { try await transform(element) }
        }
        return self.transform(
            behavior, concurrency: concurrency, ordered: ordered, "map", SourceSite(fileID: fileID, line: line),
            problem: breaker.problem)
    }
}
