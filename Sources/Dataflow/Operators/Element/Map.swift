extension Flow {
    /// Turns each element into another.
    ///
    /// - **Emits:** one element for each one received.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `transform` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter transform: called once for each element, in order, never twice at the same time.
    @inlinable
    public func map<Output: Sendable>(
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: @escaping @Sendable (Element) throws -> Output
    ) -> Flow<Output> {
        self.transform(MapBehavior(transform: transform), kind: "map", fileID: fileID, line: line)
    }

    /// Turns each element into one of its properties.
    ///
    ///     users.map(\.name)
    ///
    /// - **Emits:** the property of each element.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameter keyPath: leads to the property; not to one of the main actor's, for which there is
    ///   `map { @MainActor in $0.name }`.
    @inlinable
    public func map<Output: Sendable>(
        _ keyPath: any KeyPath<Element, Output> & Sendable, fileID: String = #fileID, line: Int = #line
    ) -> Flow<Output> {
        map(fileID: fileID, line: line) { $0[keyPath: keyPath] }
    }

    /// Turns each element into another on the main actor.
    ///
    ///     numbers.map(model.title)
    ///     numbers.map { @MainActor number in model.title(of: number) }
    ///     numbers.map(on: MainActor.self) { model.title(of: $0) }
    ///
    /// Each element hops to the main actor and back; a closure that needs no main actor is far cheaper.
    ///
    /// - **Emits:** one element for each one received, in their order.
    /// - **Backpressures:** when downstream does, and while an element is on the main actor.
    /// - **Completes:** when upstream completes and the last result is sent.
    /// - **Fails:** when upstream fails or `transform` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - actor: makes a closure the main actor's that does not say so itself.
    ///   - transform: called on the main actor, once for each element, in order; never once the run was cancelled there.
    @inlinable
    public func map<Output: Sendable>(
        on actor: MainActor.Type = MainActor.self, fileID: String = #fileID, line: Int = #line,
        _ transform: @escaping @MainActor @Sendable (Element) throws -> Output
    ) -> Flow<Output> {
        map(concurrency: 1, fileID: fileID, line: line, onMainActor(transform))
    }

    /// Turns each element into another with a closure that awaits, several at a time if wanted.
    ///
    /// - **Emits:** one element for each one received: in their order, or as they get ready.
    /// - **Backpressures:** when downstream does, and while `concurrency` elements are in work or wait for their turn.
    /// - **Completes:** when upstream completes and the last result is sent.
    /// - **Fails:** when `transform` throws, at once, whatever runs beside it; when upstream fails, after the elements
    ///   that came before; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - ordered: whether results keep the order of the elements; a slow one then holds back those behind it.
    ///   - transform: called once for each element; with a `concurrency` above 1, calls overlap, in no particular order;
    ///     cancelled when the operator fails or ends early.
    @inlinable
    public func map<Output: Sendable>(
        concurrency: Int = 1,
        ordered: Bool = true,
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Output
    ) -> Flow<Output> {
        self.transform(
            AsyncMapBehavior(transform: transform),
            concurrency: concurrency,
            ordered: ordered,
            kind: "map",
            fileID: fileID,
            line: line
        )
    }
}

@usableFromInline
struct MapBehavior<Input: Sendable, Output: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let transform: @Sendable (Input) throws -> Output

    @inlinable
    init(transform: @escaping @Sendable (Input) throws -> Output) {
        self.transform = transform
    }

    @inlinable
    mutating func receive(_ element: Input) throws -> Emission<Output> {
        .emit(try transform(element))
    }
}

@usableFromInline
struct AsyncMapBehavior<Input: Sendable, Output: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline let transform: nonisolated(nonsending) @Sendable (Input) async throws -> Output

    @inlinable
    init(transform: nonisolated(nonsending) @escaping @Sendable (Input) async throws -> Output) {
        self.transform = transform
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Input) async throws -> SingleEmission<Output> {
        .emit(try await transform(element))
    }
}
