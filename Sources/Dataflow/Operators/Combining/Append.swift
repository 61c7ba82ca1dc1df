extension Flow {
    /// Emits some elements after this flow's.
    ///
    /// - **Emits:** every element of this flow, then `elements`.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when this flow has completed, after `elements`.
    /// - **Fails:** when this flow fails; `elements` then never come.
    ///
    /// - Parameter elements: what comes last.
    @inlinable
    public func append(_ elements: Element..., fileID: String = #fileID, line: Int = #line) -> Flow {
        append(Flow(elements, fileID: fileID, line: line), fileID: fileID, line: line)
    }

    /// Lets another flow through after this one.
    ///
    /// - **Emits:** every element of this flow, then every element of `other`.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when `other` completes, after this flow.
    /// - **Fails:** when this flow fails, and `other` then never starts; when `other` fails.
    ///
    /// - Parameter other: what comes last; it starts when this flow has completed. As in `concat`, a producer that it
    ///   shares with other parts of the graph starts with those.
    @inlinable
    public func append(_ other: Flow, fileID: String = #fileID, line: Int = #line) -> Flow {
        fanIn([self, other], ConcatBehavior(), sequential: true, kind: "append", fileID: fileID, line: line)
    }
}
