extension Flow {
    /// Folds all elements into one value that is changed in place.
    ///
    /// - **Emits:** nothing; its value is the result, or `initial` for a flow without elements.
    /// - **Backpressures:** while `update` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `update` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts.
    ///   - update: called once for each element, in order.
    @inlinable
    public func reduce<Value: Sendable>(
        into initial: Value,
        fileID: String = #fileID,
        line: Int = #line,
        _ update: @escaping @Sendable (inout Value, Element) throws -> Void
    ) -> Sink<Value> {
        sink(ReduceBehavior(value: initial, update: update), kind: "reduce", fileID: fileID, line: line)
    }

    /// Folds all elements into one value.
    ///
    /// - **Emits:** nothing; its value is the result, or `initial` for a flow without elements.
    /// - **Backpressures:** while `combine` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `combine` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts.
    ///   - combine: called once for each element, in order.
    @inlinable
    public func reduce<Value: Sendable>(
        _ initial: Value,
        fileID: String = #fileID,
        line: Int = #line,
        _ combine: @escaping @Sendable (Value, Element) throws -> Value
    ) -> Sink<Value> {
        reduce(into: initial, fileID: fileID, line: line) { value, element in value = try combine(value, element) }
    }

    /// Folds all elements, with a closure that awaits, into one value that is changed in place.
    ///
    /// - **Emits:** nothing; its value is the result, or `initial` for a flow without elements.
    /// - **Backpressures:** while `update` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `update` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts.
    ///   - update: called once for each element, in order, never twice at the same time.
    @inlinable
    public func reduce<Value: Sendable>(
        into initial: Value,
        fileID: String = #fileID,
        line: Int = #line,
        _ update: nonisolated(nonsending) @escaping @Sendable (inout Value, Element) async throws -> Void
    ) -> Sink<Value> {
        sink(AsyncReduceBehavior(value: initial, update: update), kind: "reduce", fileID: fileID, line: line)
    }

    /// Folds all elements into one value with a closure that awaits.
    ///
    /// - **Emits:** nothing; its value is the result, or `initial` for a flow without elements.
    /// - **Backpressures:** while `combine` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `combine` throws; see ``Sink/onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts.
    ///   - combine: called once for each element, in order, never twice at the same time.
    @inlinable
    public func reduce<Value: Sendable>(
        _ initial: Value,
        fileID: String = #fileID,
        line: Int = #line,
        _ combine: nonisolated(nonsending) @escaping @Sendable (Value, Element) async throws -> Value
    ) -> Sink<Value> {
        reduce(into: initial, fileID: fileID, line: line) { value, element in value = try await combine(value, element)
        }
    }
}

@usableFromInline
struct ReduceBehavior<Input: Sendable, Value: Sendable>: TransformBehavior, Sendable {
    @usableFromInline var value: Value
    @usableFromInline let update: @Sendable (inout Value, Input) throws -> Void

    @inlinable
    init(value: Value, update: @escaping @Sendable (inout Value, Input) throws -> Void) {
        self.value = value
        self.update = update
    }

    @inlinable
    mutating func receive(_ element: Input) throws -> Emission<Value> {
        try update(&value, element)
        return .nothing
    }

    @inlinable
    mutating func finish() -> Emission<Value> { .emit(value) }
}

@usableFromInline
struct AsyncReduceBehavior<Input: Sendable, Value: Sendable>: AsyncBehavior, Sendable {
    @usableFromInline var value: Value
    @usableFromInline let update: nonisolated(nonsending) @Sendable (inout Value, Input) async throws -> Void

    @inlinable
    init(value: Value, update: nonisolated(nonsending) @escaping @Sendable (inout Value, Input) async throws -> Void) {
        self.value = value
        self.update = update
    }

    @inlinable
    nonisolated(nonsending) mutating func receive(_ element: Input) async throws -> SingleEmission<Value> {
        try await update(&value, element)
        return .nothing
    }

    @inlinable
    nonisolated(nonsending) mutating func finish() async -> SingleEmission<Value> { .emit(value) }
}
