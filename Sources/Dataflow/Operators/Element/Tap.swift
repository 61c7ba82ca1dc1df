extension Flow {
    /// Shows each element to a closure on its way, and how the flow ends.
    ///
    ///     orders.tap { log.info("\($0)") } onFailure: { log.error("\($0)") }
    ///
    /// - **Emits:** every element, as it is, after the closure has seen it.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails; when `onElement` or `onCompletion` throws; see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - onElement: called once for each element, in order. It belongs to the path of the element: a slow one slows the
    ///     flow.
    ///   - onCompletion: called when upstream has completed, after the last element and before downstream hears of it;
    ///     not when downstream wants no more.
    ///   - onFailure: called when upstream has failed, with the error that the failed node threw, before downstream hears
    ///     of it; not when the run is cancelled.
    @inlinable
    public func tap(
        fileID: String = #fileID, line: Int = #line,
        _ onElement: @escaping @Sendable (Element) throws -> Void = { _ in },
        onCompletion: @escaping @Sendable () throws -> Void = {},
        onFailure: @escaping @Sendable (any Error) -> Void = { _ in }
    ) -> Flow {
        transform(
            TapBehavior(onElement: onElement, onCompletion: onCompletion, onFailure: onFailure), kind: "tap",
            fileID: fileID, line: line)
    }
}

@usableFromInline
struct TapBehavior<Element: Sendable>: TransformBehavior, Sendable {
    @usableFromInline let onElement: @Sendable (Element) throws -> Void
    @usableFromInline let onCompletion: @Sendable () throws -> Void
    @usableFromInline let onFailure: @Sendable (any Error) -> Void

    @inlinable
    init(
        onElement: @escaping @Sendable (Element) throws -> Void, onCompletion: @escaping @Sendable () throws -> Void,
        onFailure: @escaping @Sendable (any Error) -> Void
    ) {
        self.onElement = onElement
        self.onCompletion = onCompletion
        self.onFailure = onFailure
    }

    @inlinable
    mutating func receive(_ element: Element) throws -> Emission<Element> {
        try onElement(element)
        return .emit(element)
    }

    @inlinable
    mutating func finish() throws -> Emission<Element> {
        try onCompletion()
        return .nothing
    }

    @inlinable
    mutating func inputFailed(_ error: any Error) -> Emission<Element> {
        onFailure(error)
        return .nothing
    }
}
