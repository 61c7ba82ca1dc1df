extension Flow {
    /// Turns an element into a flow and lets its elements through; elements that come meanwhile are dropped.
    ///
    ///     let saved = taps.flatMapFirst { _ in Flow.deferred { try await save() } }
    ///
    /// - **Emits:** the elements of one flow after the other.
    /// - **Backpressures:** never. An element that comes while a flow lives is dropped and counted.
    /// - **Completes:** when upstream and the flow that lives have.
    /// - **Fails:** with the first failure of upstream or of the flow, after what was accepted; the other is cancelled, and
    ///   the operator ends when it has. Also when `transform` throws, or gives a flow that cannot run; see
    ///   ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter transform: called in order, for each element that is not dropped. A flow lives until its last node has
    ///   ended and its last element was taken. It starts as a part of the run, which costs about as much as its nodes, and
    ///   its nodes are called `flatMapFirst#17/map`. What it shares with the rest of the graph runs once more. A drain lets
    ///   it come to its own end.
    @inlinable
    public func flatMapFirst<Output: Sendable>(
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: @escaping @Sendable (Element) throws -> Flow<Output>
    ) -> Flow<Output> {
        nested("flatMapFirst", SourceSite(fileID: fileID, line: line), problem: nil) {
            FlatMapFirstBehavior(transform: transform)
        }
    }
}

@usableFromInline
struct FlatMapFirstBehavior<Input: Sendable, Output: Sendable>: NestingBehavior, Sendable {
    @usableFromInline let transform: @Sendable (Input) throws -> Flow<Output>

    @inlinable
    init(transform: @escaping @Sendable (Input) throws -> Flow<Output>) {
        self.transform = transform
    }

    @inlinable
    var places: Int { 1 }

    @inlinable
    var intake: NestingIntake { .newest }

    @inlinable
    mutating func receive(_ element: Input, living: Int, now: Duration) -> NestingAnswer {
        living == 0 ? .start : .drop
    }

    @inlinable
    mutating func flow(for element: Input) throws -> Flow<Output> { try transform(element) }
}
