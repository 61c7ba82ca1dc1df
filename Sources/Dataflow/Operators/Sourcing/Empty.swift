extension Flow {
    /// Emits nothing and completes.
    ///
    /// - **Emits:** nothing.
    /// - **Backpressures:** never.
    /// - **Completes:** at once.
    /// - **Fails:** never.
    @inlinable
    public static func empty(fileID: String = #fileID, line: Int = #line) -> Flow {
        Flow(kind: "empty", fileID: fileID, line: line, source: { SequenceBehavior(EmptyCollection<Element>()) })
    }
}
