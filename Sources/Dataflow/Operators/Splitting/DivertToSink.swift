extension Flow {
    /// Lets a sink of the same graph have the elements for which a predicate holds, and only the others through.
    ///
    ///     orders.divert(to: { $0.forEach(reject) }) { !$0.isComplete }.map(…)
    ///
    /// It runs as a node that divides the elements, the sink's, and one that joins what comes of them.
    ///
    /// - **Emits:** the elements for which `matches` gives false, in order.
    /// - **Backpressures:** when the next element's way does: downstream, or the sink; the elements behind it wait too.
    /// - **Completes:** when upstream completes and the sink has its value, which is dropped. A sink that wants no more lets
    ///   its elements be dropped and counted.
    /// - **Fails:** when upstream fails, when the sink does, or when `matches` throws; see ``onFailure(_:fileID:line:)``. As
    ///   behind every join, a failure that comes by the sink does not wait for elements that come by the other way.
    ///
    /// - Parameters:
    ///   - sink: makes the sink of the flow that it gets; called once, when the graph is built.
    ///   - matches: called once for each element, in order.
    public func divert<Value: Sendable>(
        to sink: (Flow) -> Sink<Value>, fileID: String = #fileID, line: Int = #line,
        where matches: @escaping @Sendable (Element) throws -> Bool
    ) -> Flow {
        let ways = fanOut(
            into: 2, PartitionBehavior { try matches($0) ? 1 : 0 }, kind: "divert", fileID: fileID, line: line)
        let end = sink(ways[1]).value
        // Its first input is the node that divides, to which a name and a policy go.
        return Flow(
            "divert.join", SourceSite(fileID: fileID, line: line), inputs: [ways[0].erased, end.erased],
            role: .secondary
        ) { Node.running(PairKernel(DivertJoin<Element, Value>(), $0)) }
    }
}

/// Lets the elements of the left input through, and takes the value of the sink at the right one.
private struct DivertJoin<Element: Sendable, Value: Sendable>: PairBehavior, Sendable {
    static var isPrompt: Bool { true }
    static var unhurried: PairSides { .right }

    var choice: PairChoice { .either }

    mutating func receive(left element: Element) -> Emission<Element> { .emit(element) }

    mutating func receive(right value: Value) -> Emission<Element> { .nothing }
}
