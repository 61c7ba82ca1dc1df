extension Flow {
    /// Emits what a closure sends, with a loop, a delegate or whatever else it needs.
    ///
    ///     let countdown = Flow<Int> { emit in
    ///         for number in (0...10).reversed() { try await emit(number) }
    ///     }
    ///
    /// - **Emits:** what `body` sends, in order.
    /// - **Backpressures:** a call of `emit` waits while the mailbox is full; nothing is queued beyond it.
    /// - **Completes:** when `body` returns.
    /// - **Fails:** when `body` throws.
    ///
    /// - Parameter body: runs once for each run, in a task of its own. The task is cancelled, and `emit` throws
    ///   `CancellationError`, when the run drains or no more elements are wanted; `body` should return or throw soon then.
    public init(
        fileID: String = #fileID,
        line: Int = #line,
        _ body: @escaping @Sendable (Emitter<Element>) async throws -> Void
    ) {
        self.init("emit", SourceSite(fileID: fileID, line: line)) { Node.running(EmitKernel($0, body: body)) }
    }
}
