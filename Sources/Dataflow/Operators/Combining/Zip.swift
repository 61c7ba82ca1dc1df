/// Pairs the elements of several flows: the first of each, then the second of each, …
///
/// - **Emits:** a tuple as soon as every input has an element for it.
/// - **Backpressures:** an input waits while the others have no partner for its element.
/// - **Completes:** when an input has completed with nothing waiting; the others are cancelled.
/// - **Fails:** with the first failure of an input, after the tuples before it; the others are cancelled.
@inlinable
public func zip<each Element: Sendable>(
    _ flows: repeat Flow<each Element>, fileID: String = #fileID, line: Int = #line
) -> Flow<(repeat each Element)> {
    var inputs: [AnyFlow] = []
    for flow in repeat each flows { inputs.append(flow.erased) }
    let problem = inputs.isEmpty ? "a zip of nothing has no elements. Give at least one flow." : nil
    return Flow("zip", SourceSite(fileID: fileID, line: line), inputs: inputs, problem: problem) {
        Node.running(ZipKernel<repeat each Element>($0))
    }
}
