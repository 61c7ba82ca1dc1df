extension Flow {
    /// A custom operator that starts flows for its elements and lets theirs through.
    ///
    /// - **Emits:** the elements of every flow, each flow's in their order; flows that are ready take turns.
    /// - **Backpressures:** as the behavior says: while there is no place for another flow, or never.
    /// - **Completes:** when upstream and every flow have.
    /// - **Fails:** with the first failure of upstream or of a flow, after what was accepted; the others are cancelled, and
    ///   the operator ends when they have. Also when the behavior throws, or gives a flow that cannot run; see
    ///   ``onFailure(_:fileID:line:)``: then that element is dropped.
    ///
    /// - Parameters:
    ///   - clock: the operator's clock; the graph's clock if nil.
    ///   - kind: what the operator is called in snapshots and errors; the nodes of its 17th flow are called `kind#17/name`.
    ///   - makeBehavior: called once for each run, before its nodes move; the behavior belongs to that run alone.
    @inlinable
    public func nested<Behavior: NestingBehavior>(
        clock: (any Clock<Duration>)? = nil, kind: String = "nested", fileID: String = #fileID, line: Int = #line,
        _ makeBehavior: @escaping @Sendable () -> sending Behavior
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        nested(kind, SourceSite(fileID: fileID, line: line), clock: clock, problem: nil, makeBehavior)
    }

    /// The same for operators whose arguments have limits.
    @inlinable
    func nested<Behavior: NestingBehavior>(
        _ kind: String, _ site: SourceSite, clock: (any Clock<Duration>)? = nil, problem: String?,
        _ makeBehavior: @escaping @Sendable () -> sending Behavior
    ) -> Flow<Behavior.Output> where Behavior.Input == Element {
        let engineClock = clock.map { EngineClock($0) }
        return Flow<Behavior.Output>(kind, site, inputs: [erased], role: .recoverable, problem: problem) {
            Node.running(NestingKernel(makeBehavior(), clock: engineClock, $0))
        }
    }
}
