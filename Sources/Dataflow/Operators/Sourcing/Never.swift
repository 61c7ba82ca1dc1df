extension Flow {
    /// Emits nothing and stays open, like a source that has not been heard of yet.
    ///
    /// A run that waits for it has not stalled: it goes on until it is cancelled or drained.
    ///
    /// - **Emits:** nothing.
    /// - **Backpressures:** never.
    /// - **Completes:** when the run drains, or when nobody wants an element any more.
    /// - **Fails:** never.
    public static func never(fileID: String = #fileID, line: Int = #line) -> Flow {
        Flow("never", SourceSite(fileID: fileID, line: line)) {
            Node.running(EmitKernel<Element>($0) { _ in await untilCancelled() })
        }
    }
}

/// Waits until the task is cancelled: iterating a stream that nobody feeds ends then, and only then.
private func untilCancelled() async {
    let (stream, feed) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
    withExtendedLifetime(feed) {}
}
