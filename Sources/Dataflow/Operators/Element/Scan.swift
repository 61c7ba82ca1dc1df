extension Flow {
    /// Folds the elements and emits the result so far for each; the initial value is not emitted.
    ///
    /// - **Emits:** one result for each element received.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `combine` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts, and ``FailurePolicy/restart`` starts over.
    ///   - combine: called once for each element, in order, never twice at the same time.
    @inlinable
    public func scan<Value: Sendable>(
        _ initial: Value,
        fileID: String = #fileID,
        line: Int = #line,
        _ combine: @escaping @Sendable (Value, Element) throws -> Value
    ) -> Flow<Value> {
        scan(into: initial, fileID: fileID, line: line) { value, element in value = try combine(value, element) }
    }

    /// Folds the elements with a closure that awaits and emits the result so far for each.
    ///
    /// - **Emits:** one result for each element received.
    /// - **Backpressures:** when downstream does, and while `combine` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `combine` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts, and ``FailurePolicy/restart`` starts over.
    ///   - combine: called once for each element, in order, never twice at the same time.
    @inlinable
    public func scan<Value: Sendable>(
        _ initial: Value,
        fileID: String = #fileID,
        line: Int = #line,
        _ combine: nonisolated(nonsending) @escaping @Sendable (Value, Element) async throws -> Value
    ) -> Flow<Value> {
        scan(into: initial, fileID: fileID, line: line) { value, element in value = try await combine(value, element) }
    }

    /// Folds the elements into a value that is changed in place and emits it, as it is then, for each element.
    ///
    /// - **Emits:** one result for each element received.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `update` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts, and ``FailurePolicy/restart`` starts over.
    ///   - update: called once for each element, in order; with ``FailurePolicy/skip``, what it changed before it threw
    ///     stays changed.
    @inlinable
    public func scan<Value: Sendable>(
        into initial: Value,
        fileID: String = #fileID,
        line: Int = #line,
        _ update: @escaping @Sendable (inout Value, Element) throws -> Void
    ) -> Flow<Value> {
        transform(ScanBehavior(value: initial, update: update), kind: "scan", fileID: fileID, line: line)
    }

    /// Folds the elements into a value that a closure changes and awaits, and emits it, as it is then, for each element.
    ///
    /// - **Emits:** one result for each element received.
    /// - **Backpressures:** when downstream does, and while `update` runs.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails or `update` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - initial: the value with which each run starts, and ``FailurePolicy/restart`` starts over.
    ///   - update: called once for each element, in order; with ``FailurePolicy/skip``, what it changed before it threw
    ///     stays changed.
    @inlinable
    public func scan<Value: Sendable>(
        into initial: Value,
        fileID: String = #fileID,
        line: Int = #line,
        _ update: nonisolated(nonsending) @escaping @Sendable (inout Value, Element) async throws -> Void
    ) -> Flow<Value> {
        transform(AsyncScanBehavior(value: initial, update: update), kind: "scan", fileID: fileID, line: line)
    }
}

@usableFromInline
struct ScanBehavior<Input: Sendable, Value: Sendable>: TransformBehavior, Sendable {
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
        return .emit(value)
    }
}

@usableFromInline
struct AsyncScanBehavior<Input: Sendable, Value: Sendable>: AsyncBehavior, Sendable {
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
        return .emit(value)
    }
}
