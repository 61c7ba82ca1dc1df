import Dataflow

extension GraphRun {
    /// Waits until the run is at rest: no node can move before the test, a timer or the app does something.
    ///
    /// A closure that awaits delays this, unless it sleeps on the graph's ``TestClock``; timers, inlets, readers and
    /// probes do not. The answer is exact if only the caller sends to the run and advances its clock meanwhile.
    ///
    /// - Throws: ``ExpectationFailure`` if that takes longer than ``Patience/limit``; `CancellationError`.
    public func comeToRest(fileID: String = #fileID, line: Int = #line) async throws {
        try await rest.reached(SourceSite(fileID: fileID, line: line))
    }
}

extension RestGauge {
    private func reached() async throws {
        if await !wait() { throw CancellationError() }
    }

    /// Waits until the run is at rest, up to the limit of ``Patience``.
    func reached(_ site: SourceSite) async throws {
        guard let limit = Patience.current else { return try await reached() }
        let isReached = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask { await self.wait() }
            group.addTask {
                try await ContinuousClock().sleep(for: limit)
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
        try Task.checkCancellation()
        if isReached { return }
        throw ExpectationFailure(
            "the run did not come to rest within \(limit): \(working) closures or streams that it awaits have not answered.",
            site)
    }
}
