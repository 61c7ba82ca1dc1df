import Synchronization

/// A value that tests change and wait for: how a test knows that something has happened, without sleeping.
final class Watched<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        var waiters: [Int: Waiter] = [:]
        var nextID = 0
    }

    private struct Waiter {
        let isMet: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Bool, Never>
    }

    private let state: Mutex<State>

    init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    var value: Value { state.withLock { $0.value } }

    /// Changes the value and resumes those whose condition holds now.
    @discardableResult
    func update<Result: Sendable>(_ change: @Sendable (inout Value) -> Result) -> Result {
        let (result, met) = state.withLock { state in
            let result = change(&state.value)
            let met = state.waiters.filter { $0.value.isMet(state.value) }
            for id in met.keys { state.waiters[id] = nil }
            return (result, met.values.map(\.continuation))
        }
        for waiter in met { waiter.resume(returning: true) }
        return result
    }

    /// Waits until the value meets a condition.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before.
    func wait(until isMet: @escaping @Sendable (Value) -> Bool) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let wasMet = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Bool? in
                    if isMet(state.value) { return true }
                    if Task.isCancelled { return false }
                    state.waiters[id] = Waiter(isMet: isMet, continuation: continuation)
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume(returning: false)
        }
        if !wasMet { throw CancellationError() }
    }
}

/// Writes down what happens, in order.
struct Recorder<Element: Sendable>: Sendable {
    private let log = Watched<[Element]>([])

    func record(_ element: Element) {
        log.update { $0.append(element) }
    }

    var elements: [Element] { log.value }
    var count: Int { log.value.count }

    /// Everything that was recorded, once there is so much of it.
    @discardableResult
    func elements(atLeast count: Int) async throws -> [Element] {
        try await log.wait { $0.count >= count }
        return elements
    }
}

/// A door that is closed until it is opened, and then stays open.
struct Gate: Sendable {
    private let isOpen = Watched(false)

    func open() {
        isOpen.update { $0 = true }
    }

    /// Waits until the gate is open; throws `CancellationError` when the task is cancelled before.
    func pass() async throws {
        try await isOpen.wait { $0 }
    }
}
