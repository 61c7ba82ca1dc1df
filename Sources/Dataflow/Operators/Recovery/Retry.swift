extension Flow {
    /// Starts this flow again when it fails.
    ///
    /// - **Emits:** the elements of this flow; those before a failure stay, and then the flow starts over.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when an attempt completes.
    /// - **Fails:** with the last failure, once there are no retries left or `shouldRetry` gives false.
    ///
    /// - Parameters:
    ///   - retries: how often the flow may start again, at least 0, without an upper limit.
    ///   - shouldRetry: gets the error that the failed node threw. Every retry starts all operators above anew, as a
    ///   separate part of the run: operators that they share with the rest of the graph run once more, and in the n-th
    ///   attempt nodes are named `retry#n/name`. A flow that cannot start over is a finding when the graph is
    ///   validated: one with a fan-out with outputs elsewhere (``split(fileID:line:_:)``), a part of a loop, an inlet,
    ///   or a sequence that can be read once (``SinglePassSequence``).
    public func retry(
        _ retries: Int, fileID: String = #fileID, line: Int = #line,
        when shouldRetry: @escaping @Sendable (any Error) -> Bool = { _ in true }
    ) -> Flow<Element> {
        let upstream = erased
        let problem = retries < 0 ? "retry(\(retries)) makes no sense; 0 is never. Give 0 or more." : nil
        // Without retries, no flow starts over, and none must be able to.
        return Flow(
            "retry", SourceSite(fileID: fileID, line: line), inputs: [upstream],
            role: retries > 0 ? .restarting : .plain, problem: problem
        ) { wiring in
            let kernel = RecoveryKernel<Element>(wiring, startsOver: true) { failure, attempt in
                attempt < retries && shouldRetry(failure.error) ? upstream : nil
            }
            return Node.running(kernel)
        }
    }

    /// Starts this flow again when it fails, after a pause, as a policy says.
    ///
    ///     quotes.retry(RetryPolicy(attempts: 8, backoff: .exponential(from: .milliseconds(100))))
    ///
    /// - **Emits:** the elements of this flow; those before a failure stay, and then the flow starts over.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when an attempt completes.
    /// - **Fails:** with the last failure, once there are no attempts left or the policy's `shouldRetry` gives false;
    ///   its node's name tells the attempt. A pause ends at once when the run drains or is cancelled; then there is no
    ///   further attempt.
    ///
    /// - Parameters:
    ///   - policy: how many attempts there may be and how long the pauses between them are. A flow that cannot start over
    ///     is a finding, as for ``retry(_:fileID:line:when:)``.
    ///   - clock: the operator's clock; the graph's clock if nil.
    public func retry(
        _ policy: RetryPolicy, clock: (any Clock<Duration>)? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Flow<Element> {
        let upstream = erased
        let engineClock = clock.map { EngineClock($0) }
        return Flow(
            "retry", SourceSite(fileID: fileID, line: line), inputs: [upstream],
            role: policy.attempts > 1 ? .restarting : .plain, problem: policy.problem
        ) { wiring in
            let patience = Patience(RetryPacing(policy), wiring.run.timer(engineClock, for: wiring.cell))
            return Node.running(
                RecoveryKernel<Element>(wiring, startsOver: true, patience: patience) { _, _ in upstream })
        }
    }
}
