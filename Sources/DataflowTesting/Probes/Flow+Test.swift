import Dataflow

extension Flow {
    /// Runs the flow into a ``TestSink`` for as long as `body` runs.
    ///
    /// When `body` returns, what is left of the run is cancelled. A failure that `body` has met with
    /// ``TestSink/expectFailure(fileID:line:)``, or has caused with ``TestSink/cancel(_:)``, is not thrown again.
    /// - Parameters:
    ///   - clock: what operators with time go by; a ``TestClock`` unless you hold one yourself.
    ///   - parallelism: how many nodes may step at the same moment, at least 1; the number of cores when nil.
    ///   - isolation: the caller's actor; leave it out.
    ///   - body: is given the sink, which has asked for nothing yet.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, otherwise as ``Dataflow/Graph/run(clock:parallelism:)``.
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
