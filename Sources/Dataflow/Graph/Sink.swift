/// The end of a flow, described: it consumes every element and has a value when the flow has completed.
public struct Sink<Value: Sendable>: Sendable {
    @usableFromInline var result: Flow<Value>

    @usableFromInline
    package init(_ result: Flow<Value>) {
        self.result = result
    }

    /// The sink's value as a flow of one element, to go on with.
    public var value: Flow<Value> { result }

    /// Names the sink; the name stands in errors, snapshots and diagrams.
    public func named(_ name: String, fileID: String = #fileID, line: Int = #line) -> Sink {
        Sink(result.named(name, fileID: fileID, line: line))
    }

    /// Says what the sink does when its closure throws for an element; see ``Flow/onFailure(_:fileID:line:)``.
    public func onFailure(_ policy: FailurePolicy, fileID: String = #fileID, line: Int = #line) -> Sink {
        Sink(result.onFailure(policy, fileID: fileID, line: line))
    }
}

extension Flow {
    /// A sink of one's own: a behavior that emits its value as its last element.
    ///
    /// A sink whose behavior emits nothing fails with ``SinkWithoutValue`` when its input has completed; one that emits a
    /// second value fails with ``SinkWithSeveralValues``.
    /// - Parameters:
    ///   - behavior: takes the elements in and emits one value, at the latest from `finish()`; each run gets a copy.
    ///   - kind: what the sink is called in snapshots and errors.
    @inlinable
    public func sink<Behavior: TransformBehavior>(
        _ behavior: Behavior, kind: String = "sink", fileID: String = #fileID, line: Int = #line
    ) -> Sink<Behavior.Output> where Behavior.Input == Element {
        Sink(transform(behavior, kind: kind, fileID: fileID, line: line))
    }

    /// A sink of one's own whose work awaits; see ``sink(_:kind:fileID:line:)``.
    @inlinable
    public func sink<Behavior: AsyncBehavior>(
        _ behavior: Behavior, concurrency: Int = 1, kind: String = "sink", fileID: String = #fileID, line: Int = #line
    ) -> Sink<Behavior.Output> where Behavior.Input == Element {
        Sink(transform(behavior, concurrency: concurrency, kind: kind, fileID: fileID, line: line))
    }
}
