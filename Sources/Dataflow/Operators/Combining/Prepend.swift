extension Flow {
    /// Emits some elements before this flow's.
    ///
    /// - **Emits:** `elements`, then every element of this flow.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when this flow completes.
    /// - **Fails:** when this flow fails.
    ///
    /// - Parameter elements: what comes first; this flow starts then.
    @inlinable
    public func prepend(_ elements: Element..., fileID: String = #fileID, line: Int = #line) -> Flow {
        prepend(Flow(elements, fileID: fileID, line: line), fileID: fileID, line: line)
    }

    /// Lets another flow through before this one.
    ///
    /// - **Emits:** every element of `other`, then every element of this flow.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when this flow completes, after `other`.
    /// - **Fails:** when `other` fails, and this flow then never starts; when this flow fails.
    ///
    /// - Parameter other: what comes first; this flow starts when it has completed. As in `concat`, a producer that this
    ///   flow shares with other parts of the graph starts with those.
    @inlinable
    public func prepend(_ other: Flow, fileID: String = #fileID, line: Int = #line) -> Flow {
        fanIn([other, self], ConcatBehavior(), sequential: true, kind: "prepend", fileID: fileID, line: line)
    }
}
