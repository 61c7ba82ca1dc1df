extension Flow {
    /// Turns each element into another with a closure that awaits, and tries an element again when that fails.
    ///
    ///     urls.map(attempts: 3, backoff: .exponential(from: .milliseconds(50)), concurrency: 8) { try await load($0) }
    ///
    /// - **Emits:** one element for each one received: in their order, or as they get ready.
    /// - **Backpressures:** when downstream does, and while `concurrency` elements are in work, pause before another
    ///   attempt, or wait for their turn.
    /// - **Completes:** when upstream completes and the last result is sent.
    /// - **Fails:** when the last attempt for an element throws, or one whose error `shouldRetry` refuses, with that
    ///   error, at once, whatever runs beside it; when upstream fails, after the elements that came before; see
    ///   ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameters:
    ///   - attempts: the most attempts for an element, the first one included; at least 1, without an upper limit.
    ///   - backoff: how long to wait between two attempts for an element.
    ///   - concurrency: the most elements in work at once, from 1 to 65,536.
    ///   - ordered: whether results keep the order of the elements; one that is tried again then holds back those behind
    ///     it.
    ///   - clock: the operator's clock, for the pauses; the graph's clock if nil.
    ///   - shouldRetry: whether an error is worth another attempt.
    ///   - transform: called once for each attempt; with a `concurrency` above 1, calls overlap, in no particular order;
    ///     cancelled when the operator fails or ends early, and then there is no further attempt.
    public func map<Output: Sendable>(
        attempts: Int, backoff: Backoff = .none, concurrency: Int = 1, ordered: Bool = true,
        clock: (any Clock<Duration>)? = nil, fileID: String = #fileID, line: Int = #line,
        when shouldRetry: @escaping @Sendable (any Error) -> Bool = { _ in true },
        _ transform: nonisolated(nonsending) @escaping @Sendable (Element) async throws -> Output
    ) -> Flow<Output> {
        let policy = RetryPolicy(attempts: attempts, backoff: backoff, when: shouldRetry)
        let engineClock = clock.map { EngineClock($0) }
        return Flow<Output>(
            "map", SourceSite(fileID: fileID, line: line), inputs: [erased], role: .recoverable,
            problem: policy.problem ?? Limits.problem(concurrency: concurrency)
        ) { wiring in
            let pauses = Pauses(wiring, engineClock)
            return Node.running(
                AsyncKernel(
                    { MapAttemptsBehavior(policy: policy, pauses: pauses, transform: transform) },
                    concurrency: concurrency, isOrdered: ordered, wiring))
        }
    }
}

private struct MapAttemptsBehavior<Input: Sendable, Output: Sendable>: AsyncBehavior, Sendable {
    let policy: RetryPolicy
    let pauses: Pauses
    let transform: nonisolated(nonsending) @Sendable (Input) async throws -> Output

    nonisolated(nonsending) mutating func receive(_ element: Input) async throws -> SingleEmission<Output> {
        var pacing = RetryPacing(policy)
        while true {
            do {
                return .emit(try await transform(element))
            } catch {
                guard !Task.isCancelled,
                    let pause = pacing.next(after: error, isFruitful: false, lived: .zero, part: pauses.chance)
                else { throw error }
                if pause > .zero { try await pauses.take(pause) }
            }
        }
    }
}

/// Lets a node's tasks pause, on the operator's clock.
private struct Pauses: Sendable {
    private let wiring: NodeWiring
    private let timekeeper: Timekeeper

    init(_ wiring: NodeWiring, _ clock: EngineClock?) {
        self.wiring = wiring
        timekeeper = wiring.run.timekeeper(clock)
    }

    var chance: Double { wiring.chance }

    /// - Throws: `CancellationError` when the task is cancelled.
    nonisolated(nonsending) func take(_ pause: Duration) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        let hold = LanePause(wiring.cell)
        let timer = timekeeper.schedule(at: timekeeper.now + pause) {
            hold.end()
            continuation.finish()
        }
        defer { hold.end() }
        // Without a timer the run has ended, and the task is cancelled.
        guard let timer else { throw CancellationError() }
        for await _ in stream {}
        timekeeper.cancel(timer)
        if Task.isCancelled { throw CancellationError() }
    }
}
