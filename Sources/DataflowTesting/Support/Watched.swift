import Dataflow

/// A value that tests change and wait for: a test learns that something has happened, without sleeping.
package final class Watched<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        var waiters: [Int: Waiter] = [:]
        var nextID = 0
    }

    private struct Waiter {
        let isMet: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Answer, Never>
    }

    private enum Answer { case met, cancelled, late }

    private let state: Guarded<State>

    package init(_ value: Value) {
        state = Guarded(State(value: value))
    }

    package var value: Value { state.withLock { $0.value } }

    /// Changes the value and resumes the waiters whose condition now holds.
    @discardableResult
    package func update<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
        let (result, met) = state.withLock { state in
            let result = change(&state.value)
            let met = state.waiters.filter { $0.value.isMet(state.value) }
            for id in met.keys { state.waiters[id] = nil }
            return (result, met.values.map(\.continuation))
        }
        for waiter in met { waiter.resume(returning: .met) }
        return result
    }

    /// Waits until the value meets a condition.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    package func wait(until isMet: @escaping @Sendable (Value) -> Bool) async throws {
        _ = try await wait(limit: nil, until: isMet)
    }

    /// Waits until the value meets a condition; false if that takes longer than `limit`.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before.
    package func wait(limit: Duration?, until isMet: @escaping @Sendable (Value) -> Bool) async throws -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let answer = await withTaskCancellationHandler {
            await suspend(id, limit, isMet)
        } onCancel: {
            resume(id, .cancelled)
        }
        if answer == .cancelled { throw CancellationError() }
        return answer == .met
    }

    private func suspend(
        _ id: Int, _ limit: Duration?, _ isMet: @escaping @Sendable (Value) -> Bool
    ) async -> Answer {
        var watchdog: Task<Void, Never>?
        defer { watchdog?.cancel() }
        return await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Answer? in
                if isMet(state.value) { return .met }
                if Task.isCancelled { return .cancelled }
                state.waiters[id] = Waiter(isMet: isMet, continuation: continuation)
                return nil
            }
            if let answer { return continuation.resume(returning: answer) }
            // Not earlier: a short limit could run out before the waiter is there, and would then wake nobody.
            watchdog = limit.map { bark(id, after: $0) }
        }
    }

    /// The wall clock only ends a wait that would hang for ever.
    private func bark(_ id: Int, after limit: Duration) -> Task<Void, Never> {
        Task {
            guard (try? await ContinuousClock().sleep(for: limit)) != nil else { return }
            resume(id, .late)
        }
    }

    private func resume(_ id: Int, _ answer: Answer) {
        state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume(returning: answer)
    }
}
