extension Flow {
    /// Starts this flow again when it fails.
    ///
    /// - **Emits:** the elements of this flow; those before a failure stay, and the flow starts over after it.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when an attempt completes.
    /// - **Fails:** with the last failure, once there are no retries left or `shouldRetry` says no.
    ///
    /// - Parameters:
    ///   - retries: how often it may start again, at least 0, without an upper limit.
    ///   - shouldRetry: gets the error that the failed node threw. Every retry runs all operators above anew, as a part
    ///     of its own of the run: what they share with the rest of the graph runs once more, and in the n-th attempt a
    ///     node's name is `retry#n/name`. What cannot start over is a finding when the graph is validated: a fan-out
    ///     with outputs elsewhere (``split(fileID:line:_:)``), a part of a loop, an inlet, and a sequence that can be read
    ///     once (``SinglePassSequence``).
    public func retry(
        _ retries: Int, fileID: String = #fileID, line: Int = #line,
        when shouldRetry: @escaping @Sendable (any Error) -> Bool = { _ in true }
    ) -> Flow<Element> {
        let upstream = erased
        let problem = retries < 0 ? "retry(\(retries)) makes no sense; 0 is never." : nil
        // Without retries nothing starts over, and nothing need be able to.
        return Flow(
            "retry", SourceSite(fileID: fileID, line: line), inputs: [upstream],
            role: retries > 0 ? .restarting : .plain, problem: problem
        ) { wiring in
            let kernel = RecoveryKernel<Element>(wiring) { failure, attempt in
                attempt < retries && shouldRetry(failure.error) ? upstream : nil
            }
            return Node.running(kernel)
        }
    }
}
