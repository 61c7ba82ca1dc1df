/// Combines the latest elements of several flows.
///
/// Flows with a common ancestor are not kept in step: a tuple may mix one's element before a change with another's after it.
/// Where each gives exactly one element for each change, use `zip`.
///
/// - **Emits:** a tuple for each element of an input, once every input has had one. Inputs take turns; while several
///   have elements waiting, one takes up to 32 of them in a turn.
/// - **Backpressures:** when downstream does; from the first tuple on, no element is skipped.
/// - **Completes:** when every input has completed, or one has without an element.
/// - **Fails:** with the first failure of an input; the others are cancelled.
@inlinable
public func combineLatest<each Element: Sendable>(
    _ flows: repeat Flow<each Element>, fileID: String = #fileID, line: Int = #line
) -> Flow<(repeat each Element)> {
    var inputs: [AnyFlow] = []
    for flow in repeat each flows { inputs.append(flow.erased) }
    let problem = inputs.isEmpty ? "a combineLatest of nothing has no elements. Give at least one flow." : nil
    return Flow("combineLatest", SourceSite(fileID: fileID, line: line), inputs: inputs, problem: problem) {
        Node.running(LatestKernel<repeat each Element>($0))
    }
}
