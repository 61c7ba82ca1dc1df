extension Flow {
    /// Calls a closure for each element.
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** while `body` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `body` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameter body: called once for each element, in order, never twice at the same time.
    @inlinable
    public func forEach(
        fileID: String = #fileID,
        line: Int = #line,
        _ body: @escaping @Sendable (Element) throws -> Void
    ) -> Sink<Void> {
        sink(ForEachBehavior(body: body), kind: "forEach", fileID: fileID, line: line)
    }

    /// Calls a closure of the main actor for each element.
    ///
    ///     hits.forEach { @MainActor in model.hits = $0 }
    ///     hits.forEach(model.show)
    ///     hits.forEach(on: MainActor.self) { model.hits = $0 }
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** while an element is on the main actor.
    /// - **Completes:** when upstream completes and the last call of `body` has returned.
    /// - **Fails:** when upstream fails or `body` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - actor: makes a closure the main actor's that does not say so itself.
    ///   - body: called on the main actor, once for each element, in order; never once the run was cancelled there.
    @inlinable
    public func forEach(
        on actor: MainActor.Type = MainActor.self, fileID: String = #fileID, line: Int = #line,
        _ body: @escaping @MainActor @Sendable (Element) throws -> Void
    ) -> Sink<Void> {
        forEach(concurrency: 1, fileID: fileID, line: line, onMainActor(body))
    }

    /// Calls a closure that awaits for each element, for several at a time if wanted.
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** while `concurrency` calls of `body` run.
    /// - **Completes:** when upstream completes and the last call of `body` has returned.
    /// - **Fails:** when upstream fails or `body` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - body: called once for each element; with a `concurrency` above 1, calls overlap, in no particular order;
    ///     cancelled when the sink fails.
    @inlinable
    public func forEach(
        concurrency: Int = 1,
        fileID: String = #fileID,
        line: Int = #line,
        _ body: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Void
    ) -> Sink<Void> {
        // The sink emits nothing before the end, so no call has to wait for one that started before it.
        Sink(
            transform(
                AsyncForEachBehavior(body: body),
                concurrency: concurrency,
                ordered: false,
                kind: "forEach",
                fileID: fileID,
                line: line
            )
        )
    }
}

@usableFromInline
struct ForEachBehavior<Input: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let body: @Sendable (Input) throws -> Void

    @inlinable
    init(body: @escaping @Sendable (Input) throws -> Void) {
        self.body = body
    }

    @inlinable
    mutating func receive(_ element: Input) throws -> Emission<Void> {
        try body(element)
        return .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Void> { .emit(()) }
}

@usableFromInline
struct AsyncForEachBehavior<Input: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline let body: nonisolated(nonsending) @Sendable (Input) async throws -> Void

    @inlinable
    init(body: nonisolated(nonsending) @escaping @Sendable (Input) async throws -> Void) {
        self.body = body
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Input) async throws -> SingleEmission<Void> {
        try await body(element)
        return .nothing
    }

    @inlinable
    nonisolated(nonsending) mutating func finish() async -> SingleEmission<Void> { .emit(()) }
}
