extension Flow {
    /// Turns the error with which upstream fails into another.
    ///
    /// The failure keeps its place: a ``GraphError`` still names the node that threw.
    ///
    /// - **Emits:** every element, as it is.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes.
    /// - **Fails:** when upstream fails, with the error that `transform` gives.
    ///
    /// - Parameter transform: called at most once in a run, with the error; not when the run is cancelled.
    public func mapError(
        fileID: String = #fileID,
        line: Int = #line,
        _ transform: @escaping @Sendable (any Error) -> any Error
    ) -> Flow {
        Flow("mapError", SourceSite(fileID: fileID, line: line), inputs: [erased]) { wiring in
            let kernel = RecoveryKernel<Element>(wiring) { failure, _ in
                failure.error = transform(failure.error)
                return nil
            }
            return Node.running(kernel)
        }
    }
}
