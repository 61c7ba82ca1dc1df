extension Flow {
    /// Turns each element into another, with a state that belongs to the run and need not be `Sendable`.
    ///
    ///     let rows = lines.map(with: { NumberFormatter() }) { formatter, line in formatter.number(from: line) }
    ///
    /// - **Emits:** one element for each one received.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `transform` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - makeState: called once for each run, before its nodes move, and again when ``FailurePolicy/restart`` starts over.
    ///   - transform: called once for each element, in order, never twice at the same time; with ``FailurePolicy/skip``,
    ///     what it changed before it threw stays changed.
    @inlinable
    public func map<State, Output: Sendable>(
        with makeState: @escaping @Sendable () -> sending State, fileID: String = #fileID, line: Int = #line,
        _ transform: @escaping @Sendable (inout State, Element) throws -> Output
    ) -> Flow<Output> {
        self.transform(kind: "map", fileID: fileID, line: line) {
            MapWithStateBehavior(state: makeState(), transform: transform)
        }
    }

    /// Turns each element into another with a closure that awaits, and with a state that belongs to the run.
    ///
    /// - **Emits:** one element for each one received.
    /// - **Backpressures:** when downstream does, and while `transform` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `transform` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - makeState: called once for each run, and again when ``FailurePolicy/restart`` starts over.
    ///   - transform: called once for each element, in order, never twice at the same time; with ``FailurePolicy/skip``,
    ///     what it changed before it threw stays changed.
    @inlinable
    public func map<State, Output: Sendable>(
        with makeState: @escaping @Sendable () -> sending State, fileID: String = #fileID, line: Int = #line,
        _ transform: nonisolated(nonsending) @escaping @Sendable (inout State, Element) async throws -> Output
    ) -> Flow<Output> {
        self.transform(kind: "map", fileID: fileID, line: line) {
            AsyncMapWithStateBehavior(state: makeState(), transform: transform)
        }
    }
}

@usableFromInline
struct MapWithStateBehavior<State, Input: Sendable, Output: Sendable>: TransformBehavior {
    @usableFromInline var state: State
    @usableFromInline let transform: @Sendable (inout State, Input) throws -> Output

    @inlinable
    init(state: State, transform: @escaping @Sendable (inout State, Input) throws -> Output) {
        self.state = state
        self.transform = transform
    }

    @inlinable
    mutating func receive(_ element: Input) throws -> Emission<Output> { .emit(try transform(&state, element)) }
}

@usableFromInline
struct AsyncMapWithStateBehavior<State, Input: Sendable, Output: Sendable>: AsyncBehavior {
    @usableFromInline var state: State
    @usableFromInline let transform: nonisolated(nonsending) @Sendable (inout State, Input) async throws -> Output

    @inlinable
    init(
        state: State,
        transform: nonisolated(nonsending) @escaping @Sendable (inout State, Input) async throws -> Output
    ) {
        self.state = state
        self.transform = transform
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Input) async throws -> SingleEmission<Output> {
        .emit(try await transform(&state, element))
    }
}
