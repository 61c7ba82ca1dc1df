extension Flow {
    /// Emits the elements that a closure sends.
    ///
    ///     let countdown = Flow<Int> { emit in
    ///         for number in (0...10).reversed() { try await emit(number) }
    ///     }
    ///
    /// - **Emits:** the elements that `body` sends, in order.
    /// - **Backpressures:** a call of `emit` waits while the mailbox is full; nothing is queued beyond it.
    /// - **Completes:** when `body` returns.
    /// - **Fails:** when `body` throws.
    ///
    /// - Parameter body: called once for each run, in a task of its own. When the run drains or nobody wants more
    ///   elements, the task is cancelled and `emit` throws `CancellationError`; `body` should then return or throw
    ///   soon.
    public init(
        fileID: String = #fileID,
        line: Int = #line,
        _ body: @escaping @Sendable (Emitter<Element>) async throws -> Void
    ) {
        self.init("emit", SourceSite(fileID: fileID, line: line)) { Node.running(EmitKernel($0, body: body)) }
    }
}
