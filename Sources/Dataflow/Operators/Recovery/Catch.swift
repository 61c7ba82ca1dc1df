extension Flow {
    /// Goes on with another flow when this one fails.
    ///
    /// - **Emits:** the elements of this flow and, after a failure, those of the flow that `recover` gives.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when the flow that it follows completes.
    /// - **Fails:** when `recover` throws, with the failure that it answered in ``GraphError/others``; when the flow that it
    ///   gave fails; with the failure itself when that flow cannot run, and then the findings are in `others`.
    ///
    /// - Parameter recover: gets the error that the failed node threw; its flow starts then, as a part of its own of the
    ///   run: what it shares with the rest of the graph runs once more, and a node's name is `catch#2/name`.
    public func `catch`(
        fileID: String = #fileID, line: Int = #line,
        _ recover: @escaping @Sendable (any Error) throws -> Flow<Element>
    ) -> Flow<Element> {
        let site = SourceSite(fileID: fileID, line: line)
        return Flow("catch", site, inputs: [erased]) { wiring in
            let kernel = RecoveryKernel<Element>(wiring) { failure, attempt in
                attempt == 0 ? try recover(failure.error).erased : nil
            }
            return Node.running(kernel)
        }
    }
}
