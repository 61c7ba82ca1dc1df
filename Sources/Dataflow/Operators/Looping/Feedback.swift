/// Leads a flow back to an earlier place in the graph.
///
///     let crawled = feedback { pages in
///         let fetched = merge(Flow(seeds), pages).capacity(1_000).map(concurrency: 8) { try await fetch($0) }
///         return (output: fetched, back: fetched.flatMap(\.links))
///     }
///
/// - **Emits:** what `output` emits.
/// - **Backpressures:** as the operators inside do. A loop whose mailboxes are full and that only gains elements fails
///   as stalled; the error names the nodes that wait for each other.
/// - **Completes:** when `output` does. The flow that leads back completes once the loop has run dry: the flows that
///   lead into the loop have completed, and no element is left inside.
/// - **Fails:** as the operators inside do.
///
/// If an operator inside keeps state until its end (a chunk that is not full), it emits that when the loop has run dry;
/// the state does not go round again.
/// - Parameter body: gets the flow of elements that come back; returns the flow that goes on, and the flow that leads
///   back. At least one flow inside must set its ``Flow/capacity(_:fileID:line:)``.
public func feedback<Element: Sendable, Output: Sendable>(
    fileID: String = #fileID, line: Int = #line,
    _ body: (_ loop: Flow<Element>) -> (output: Flow<Output>, back: Flow<Element>)
) -> Flow<Output> {
    let site = SourceSite(fileID: fileID, line: line)
    let token = LoopToken()
    let entry = Flow<Element>("feedback", site, role: .loopEntry(token)) { Node.running(LoopKernel<Element>($0)) }
    let (output, back) = body(entry)
    // The exit is no operator: it only holds both flows together, so that the entry need not own the flow that leads
    // back.
    return Flow<Output>("feedback", site, inputs: [output.erased, back.erased], role: .loopExit(token)) { _ in
        preconditionFailure("a loop's exit has no node; the plan looks through it")
    }
}
