/// A custom operator that turns two inputs, whose types may differ, into one output.
///
/// - Parameters:
///   - left: the first input.
///   - right: the second input.
///   - behavior: decides which input is next and what to emit; each run gets a copy.
///   - kind: what the operator is called in snapshots and errors.
@inlinable
public func fanIn<Behavior: PairBehavior & Sendable>(
    _ left: Flow<Behavior.Left>, _ right: Flow<Behavior.Right>, _ behavior: Behavior, kind: String = "fanIn",
    fileID: String = #fileID, line: Int = #line
) -> Flow<Behavior.Output> {
    fanIn(left, right, behavior, kind, SourceSite(fileID: fileID, line: line), problem: nil)
}

/// A custom operator with two inputs, made for each run; see ``fanIn(_:_:_:kind:fileID:line:)``.
///
/// - Parameter makeBehavior: called once for each run, before its nodes move; the behavior belongs to that run alone,
///   so it need not be `Sendable`.
@inlinable
public func fanIn<Behavior: PairBehavior>(
    _ left: Flow<Behavior.Left>, _ right: Flow<Behavior.Right>, kind: String = "fanIn", fileID: String = #fileID,
    line: Int = #line, _ makeBehavior: @escaping @Sendable () -> sending Behavior
) -> Flow<Behavior.Output> {
    Flow(
        kind, SourceSite(fileID: fileID, line: line), inputs: [left.erased, right.erased],
        role: Behavior.isFresh ? .fresh : .plain
    ) { Node.running(PairKernel(makeBehavior(), $0)) }
}

/// Like the public function; a `problem` with the operator's arguments becomes a finding when the graph is validated.
@inlinable
func fanIn<Behavior: PairBehavior & Sendable>(
    _ left: Flow<Behavior.Left>, _ right: Flow<Behavior.Right>, _ behavior: Behavior, _ kind: String,
    _ site: SourceSite, problem: String?
) -> Flow<Behavior.Output> {
    Flow(
        kind, site, inputs: [left.erased, right.erased], role: Behavior.isFresh ? .fresh : .plain, problem: problem
    ) { Node.running(PairKernel(behavior, $0)) }
}
