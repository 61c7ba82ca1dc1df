import Testing

/// Runs `body`, and reports the cell of the test by name when it does not end; what hangs is left behind.
///
/// The one place where tests look at the wall clock: the time is generous, and only ever ends what would hang for ever.
package func within<Value: Sendable>(
    _ cell: String, seconds: Int = 300, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let race = Race<Value>()
    let work = Task {
        do { race.settle(.success(try await body())) } catch { race.settle(.failure(error)) }
    }
    let clock = Task {
        // By the second: the timer of a sleep that was cancelled is held until it would have fired.
        for _ in 0..<seconds {
            guard (try? await ContinuousClock().sleep(for: .seconds(1))) != nil else { return }
        }
        if race.settle(.failure(Hung(cell: cell))) {
            Issue.record("\(cell) did not end within \(seconds) s", sourceLocation: sourceLocation)
            work.cancel()
        }
    }
    defer { clock.cancel() }
    return try await withTaskCancellationHandler {
        try await race.value()
    } onCancel: {
        work.cancel()
    }
}

/// Thrown in place of a result by what did not end.
package struct Hung: Error {
    package let cell: String
}

private final class Race<Value: Sendable>: Sendable {
    private struct State {
        var result: Result<Value, any Error>?
        var waiter: CheckedContinuation<Value, any Error>?
    }

    private let state = Locked(State())

    @discardableResult
    func settle(_ result: Result<Value, any Error>) -> Bool {
        let (isFirst, waiter) = state { state -> (Bool, CheckedContinuation<Value, any Error>?) in
            guard state.result == nil else { return (false, nil) }
            state.result = result
            return (true, state.waiter.take())
        }
        waiter?.resume(with: result)
        return isFirst
    }

    func value() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let result = state { state -> Result<Value, any Error>? in
                if state.result == nil { state.waiter = continuation }
                return state.result
            }
            if let result { continuation.resume(with: result) }
        }
    }
}
