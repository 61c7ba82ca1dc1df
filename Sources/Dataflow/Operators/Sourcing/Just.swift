extension Flow {
    /// Emits one element.
    ///
    /// - **Emits:** `element`.
    /// - **Backpressures:** never; the one element always finds room.
    /// - **Completes:** after the element.
    /// - **Fails:** never.
    @inlinable
    public static func just(_ element: Element, fileID: String = #fileID, line: Int = #line) -> Flow {
        Flow(ready: .one(element), CollectionOfOne(element), "just", SourceSite(fileID: fileID, line: line))
    }
}
