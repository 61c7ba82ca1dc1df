import Dataflow

extension Flow {
    /// Runs the flow into a ``TestSink`` for as long as `body` runs.
    ///
    /// When `body` returns, the rest of the run is cancelled. If `body` has expected a failure with
    /// ``TestSink/expectFailure(fileID:line:)``, or has caused it with ``TestSink/cancel(_:)``, that is not thrown
    /// again.
    /// - Parameters:
    ///   - clock: the clock of timed operators; a new ``TestClock`` unless you pass one.
    ///   - parallelism: how many nodes may step at the same moment, at least 1; the number of cores if nil.
    ///   - isolation: the caller's actor; leave it out.
    ///   - body: gets the sink, which has requested nothing yet.
    /// - Returns: the value that `body` returns.
    /// - Throws: the error that `body` throws, otherwise as ``Dataflow/Graph/run(clock:parallelism:)``.
    @discardableResult
    public func test<Result>(
        clock: any Clock<Duration> = TestClock(), parallelism: Int? = nil, fileID: String = #fileID, line: Int = #line,
        isolation: isolated (any Actor)? = #isolation, _ body: (TestSink<Element>) async throws -> Result
    ) async throws -> Result {
        let sink = TestSink<Element>()
        let graph = Graph("test") { sink.sink(self, fileID: fileID, line: line) }
        var result: Result?
        do {
            try await graph.run(clock: clock, parallelism: parallelism) { _ in result = try await body(sink) }
        } catch let error as GraphError {
            guard sink.handoff.state.value.hasMetFailure, let result else { throw error }
            return result
        }
        return result!
    }
}
