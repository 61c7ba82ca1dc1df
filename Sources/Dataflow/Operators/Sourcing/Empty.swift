extension Flow {
    /// Emits nothing and completes.
    ///
    /// - **Emits:** nothing.
    /// - **Backpressures:** never.
    /// - **Completes:** at once.
    /// - **Fails:** never.
    @inlinable
    public static func empty(fileID: String = #fileID, line: Int = #line) -> Flow {
        Flow(ready: .none, EmptyCollection(), "empty", SourceSite(fileID: fileID, line: line))
    }
}
