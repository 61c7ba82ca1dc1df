/// Describes the end of a flow: it consumes every element and has a value when the flow has completed.
public struct Sink<Value: Sendable>: Sendable {
    @usableFromInline var result: Flow<Value>

    @usableFromInline
    package init(_ result: Flow<Value>) {
        self.result = result
    }

    /// The sink's value as a flow of one element, to use in further operators.
    public var value: Flow<Value> { result }

    /// Names the sink; errors, snapshots and diagrams show the name.
    public func named(_ name: String, fileID: String = #fileID, line: Int = #line) -> Sink {
        Sink(result.named(name, fileID: fileID, line: line))
    }

    /// Sets what the sink does when its closure throws for an element; see ``Flow/onFailure(_:fileID:line:)``.
    public func onFailure(_ policy: FailurePolicy, fileID: String = #fileID, line: Int = #line) -> Sink {
        Sink(result.onFailure(policy, fileID: fileID, line: line))
    }

    /// Sets what the sink does when its closure throws for an element, and who hears of the errors; see
    /// ``Flow/onFailure(_:fileID:line:telling:)``.
    public func onFailure(
        _ policy: FailurePolicy, fileID: String = #fileID, line: Int = #line,
        telling listener: @escaping @Sendable (any Error) -> Void
    ) -> Sink {
        Sink(result.onFailure(policy, fileID: fileID, line: line, telling: listener))
    }
}
