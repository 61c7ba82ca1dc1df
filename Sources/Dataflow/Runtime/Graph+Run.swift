extension Graph {
    /// Runs the graph until every sink has its value.
    ///
    /// Returns when the last node has ended and every resource is closed; afterwards nothing of the run is alive.
    /// - Parameters:
    ///   - clock: the clock of timed operators that have none of their own.
    ///   - parallelism: how many nodes may step at the same moment, at least 1; the number of cores if nil. A number
    ///   above 256 and above the number of cores has no further effect.
    /// - Returns: the sinks' values, in the order in which the sinks were listed.
    /// - Throws: ``InvalidGraph`` before anything starts; ``GraphError`` after a failure that no operator handled;
    ///   ``GraphStall`` when nothing can move any more; `CancellationError` when the calling task was cancelled.
    @discardableResult
    public func run(clock: any Clock<Duration> = ContinuousClock(), parallelism: Int? = nil) async throws -> Value {
        let execution = try prepared(clock, parallelism)
        await execution.run()
        return try value(of: execution)
    }

    /// Runs the graph for as long as `body` runs, with a handle to control and observe the run.
    ///
    /// If `body` returns before the graph has ended, the rest is cancelled; await ``GraphRun/value`` to wait for the
    /// end. `body` runs where it was written, on the caller's actor.
    /// - Parameters:
    ///   - clock: the clock of timed operators that have none of their own.
    ///   - parallelism: how many nodes may step at the same moment, at least 1; the number of cores if nil. A number
    ///   above 256 and above the number of cores has no further effect.
    ///   - isolation: the caller's actor; leave it out.
    ///   - body: gets the handle of the run.
    /// - Returns: the value that `body` returns.
    /// - Throws: the error that `body` throws, after which the graph is cancelled; otherwise as
    ///   ``run(clock:parallelism:)``.
    @discardableResult
    public func run<Result>(
        clock: any Clock<Duration> = ContinuousClock(), parallelism: Int? = nil,
        isolation: isolated (any Actor)? = #isolation, _ body: (GraphRun<Value>) async throws -> Result
    ) async throws -> Result {
        try await running(clock, parallelism, isolation, body).result
    }

    /// Runs the graph for as long as `body` runs, and tells whether it had ended by then.
    ///
    /// As the method for closures that return a value. Say the type, and look at the answer, where the closure should have
    /// awaited the end:
    ///
    ///     let end: RunEnd = try await graph.run { run in … }
    ///     if end == .cancelled { log("the graph was cut short") }
    /// - Returns: ``RunEnd/cancelled`` if nodes still worked when `body` returned, or `body` cancelled the run.
    @_disfavoredOverload
    public func run(
        clock: any Clock<Duration> = ContinuousClock(), parallelism: Int? = nil,
        isolation: isolated (any Actor)? = #isolation, _ body: (GraphRun<Value>) async throws -> Void
    ) async throws -> RunEnd {
        try await running(clock, parallelism, isolation, body).end
    }

    private func running<Result>(
        _ clock: any Clock<Duration>, _ parallelism: Int?, _ isolation: isolated (any Actor)?,
        _ body: (GraphRun<Value>) async throws -> Result
    ) async throws -> (result: Result, end: RunEnd) {
        let execution = try prepared(clock, parallelism)
        async let engine: Void = execution.run()
        let result: Result
        do {
            result = try await body(GraphRun(execution: execution, graph: self))
        } catch {
            execution.cancel()
            await engine
            throw error
        }
        execution.cancel()
        await engine
        let error = execution.error
        // It is no error if the closure cancelled the run, or returned; it is one if the task was cancelled.
        if let error, !(error is CancellationError) || Task.isCancelled { throw error }
        return (result, error == nil ? .finished : .cancelled)
    }

    private func prepared(_ clock: any Clock<Duration>, _ parallelism: Int?) throws -> Execution {
        let plan = try checkedPlan(parallelism)
        let conductor = Conducting.current
        let width = parallelism ?? conductor?.parallelism ?? processorCount
        let execution = Execution(name: name, width: width, clock: EngineClock(clock), conductor: conductor)
        execution.prepare(plan)
        // Before anybody else has the run: a drain may come before the first worker starts.
        execution.scheduler.beMonitored()
        return execution
    }

    /// The frozen graph, after this run has claimed the sources that can feed only one.
    func checkedPlan(_ parallelism: Int?) throws -> GraphPlan {
        var plan = unnamedPlan
        let findings = plan.validate() + self.findings(parallelism)
        guard findings.isEmpty else { throw InvalidGraph(graph: name, findings: findings) }
        for change in PlanChanges.current { try change.change(&plan) }
        let refusals = plan.claimSources()
        guard refusals.isEmpty else { throw InvalidGraph(graph: name, findings: refusals) }
        return plan
    }

    private func findings(_ parallelism: Int?) -> [Finding] {
        guard let parallelism, parallelism < 1 else { return [] }
        let site = group.sinks.last?.stage.site ?? SourceSite(fileID: "", line: 0)
        return [
            Finding(
                node: name, site: site, problem: "a parallelism of \(parallelism) leaves nobody to step a node.",
                repair: "Run it with a parallelism of 1 or more, or with none for the number of cores.")
        ]
    }

    func value(of execution: Execution) throws -> Value {
        if let error = execution.error { throw error }
        var values = SinkValues(mailboxes: execution.parts[0].results)
        if let missing = values.missing {
            let sink = plan.nodes[plan.sink(at: missing)]
            let failure = NodeFailure(error: SinkWithoutValue(), node: sink.name, site: sink.site)
            throw GraphError(graph: name, failure: failure, others: [])
        }
        return group.collect(&values)
    }
}

extension Sink {
    /// Runs a graph of this one sink; see ``Graph/run(clock:parallelism:)``.
    @discardableResult
    public func run(clock: any Clock<Duration> = ContinuousClock(), parallelism: Int? = nil) async throws -> Value {
        try await Graph { self }.run(clock: clock, parallelism: parallelism)
    }
}
