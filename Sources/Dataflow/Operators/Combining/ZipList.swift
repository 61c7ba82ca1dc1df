/// Groups the elements of a list of flows: the first of each, then the second of each, …
///
/// - **Emits:** an array as soon as every flow has an element for it, in the order of the flows.
/// - **Backpressures:** a flow waits while the others have no partner for its element.
/// - **Completes:** when a flow has completed with nothing waiting; the others are cancelled.
/// - **Fails:** with the first failure of a flow, after the arrays before it; the others are cancelled.
///
/// - Parameter flows: at least one; all of one type. Flows of different types are the arguments of the other `zip`.
public func zip<Element: Sendable>(
    _ flows: [Flow<Element>], fileID: String = #fileID, line: Int = #line
) -> Flow<[Element]> {
    let problem = flows.isEmpty ? "a zip of nothing has no elements. Give at least one flow." : nil
    return Flow("zip", SourceSite(fileID: fileID, line: line), inputs: flows.map(\.erased), problem: problem) {
        Node.running(ZipListKernel<Element>($0))
    }
}
