extension Flow {
    /// Divides the elements among several flows, by a number that a closure gives for each.
    ///
    /// - **Emits:** each element on one of the flows, in order on each.
    /// - **Backpressures:** when the next element's flow does; the elements behind it wait too.
    /// - **Completes:** when upstream completes; when nobody wants a flow any more, its elements are dropped and counted.
    /// - **Fails:** all flows, when upstream fails, `output` throws or gives a number out of range
    ///   (``RouteOutOfRange``); see ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - count: how many flows, from 1 to 65,536.
    ///   - output: the flow that an element goes to, counted from 0; called once for each element, in order.
    /// - Returns: `count` flows; a graph that consumes one must consume them all.
    @inlinable
    public func partition(
        into count: Int,
        fileID: String = #fileID,
        line: Int = #line,
        by output: @escaping @Sendable (Element) throws -> Int
    ) -> [Flow] {
        fanOut(into: count, PartitionBehavior(output: output), kind: "partition", fileID: fileID, line: line)
    }
}

@usableFromInline
struct PartitionBehavior<Element: Sendable>: FanOutBehavior, Sendable {
    @usableFromInline let output: @Sendable (Element) throws -> Int

    @inlinable
    init(output: @escaping @Sendable (Element) throws -> Int) {
        self.output = output
    }

    @inlinable
    mutating func route(_ element: Element) throws -> Route { .output(try output(element)) }
}
