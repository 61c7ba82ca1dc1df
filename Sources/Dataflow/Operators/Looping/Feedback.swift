/// Leads a flow back to where it came from.
///
///     let crawled = feedback { pages in
///         let fetched = merge(Flow(seeds), pages).capacity(1_000).map(concurrency: 8) { try await fetch($0) }
///         return (output: fetched, back: fetched.flatMap(\.links))
///     }
///
/// - **Emits:** what `output` emits.
/// - **Backpressures:** as the operators inside do; a loop whose mailboxes are full and that only gains elements fails
///   as stalled, with the nodes that wait for each other named.
/// - **Completes:** when `output` does. The flow that leads back completes once the loop has run dry: what led into the
///   loop has completed, and nothing goes round any more.
/// - **Fails:** as the operators inside do.
///
/// State that an operator inside keeps back until its end (a chunk that is not full) comes out when the loop has run
/// dry, and does not go round again.
/// - Parameter body: gets the flow of what comes back; returns the flow that goes on, and the one that leads back. At
///   least one flow inside must say its ``Flow/capacity(_:fileID:line:)``.
public func feedback<Element: Sendable, Output: Sendable>(
    fileID: String = #fileID, line: Int = #line,
    _ body: (_ loop: Flow<Element>) -> (output: Flow<Output>, back: Flow<Element>)
) -> Flow<Output> {
    let site = SourceSite(fileID: fileID, line: line)
    let token = LoopToken()
    let entry = Flow<Element>("feedback", site, role: .loopEntry(token)) { Node.running(LoopKernel<Element>($0)) }
    let (output, back) = body(entry)
    // The exit is no operator: it only holds both flows together, so that the entry need not own what leads back to it.
    return Flow<Output>("feedback", site, inputs: [output.erased, back.erased], role: .loopExit(token)) { _ in
        preconditionFailure("a loop's exit has no node; the plan looks through it")
    }
}
