/// A latch that tests open by hand: whoever arrives before waits, and leaves early only when its task is cancelled.
package final class Gate: Sendable {
    private let valve = Valve()

    package init(isOpen: Bool = false) {
        if isOpen { open() }
    }

    package func open() { valve.openForGood() }

    /// Waits until the gate is open; throws when the waiting task is cancelled.
    package func wait() async throws { try await valve.pass() }

    /// Waits until the gate is open, also when the task is cancelled: for what must happen.
    package func waitRegardless() async { await Task { try? await valve.pass() }.value }

    /// How many wait.
    package var waiting: Int { valve.waiting }
    /// How many have come, whether they waited or not.
    package var arrivals: Int { valve.arrivals }

    /// Waits until this many have come.
    package func arrived(_ count: Int) async { await settle { self.arrivals >= count } }
}

/// Lets as many through as the test has allowed; the others wait in line.
package final class Valve: Sendable {
    private struct State {
        var permits = 0
        var isOpen = false
        var line: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
        var nextID = 0
        var arrivals = 0
    }

    private let state = Locked(State())

    package init() {}

    /// Lets `count` more through.
    package func open(_ count: Int) {
        let freed = state { state in
            let now = min(count, state.line.count)
            state.permits += count - now
            defer { state.line.removeFirst(now) }
            return Array(state.line[..<now])
        }
        for (_, continuation) in freed { continuation.resume(returning: true) }
    }

    /// Lets everybody through from now on.
    package func openForGood() {
        let freed = state { state in
            state.isOpen = true
            defer { state.line = [] }
            return state.line
        }
        for (_, continuation) in freed { continuation.resume(returning: true) }
    }

    /// Waits for its turn; throws when the waiting task is cancelled.
    package func pass() async throws {
        let id = state { state in
            state.arrivals += 1
            state.nextID += 1
            return state.nextID
        }
        let isFree = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let verdict = state { state -> Bool? in
                    if Task.isCancelled { return false }
                    if state.isOpen { return true }
                    if state.permits > 0 {
                        state.permits -= 1
                        return true
                    }
                    state.line.append((id, continuation))
                    return nil
                }
                if let verdict { continuation.resume(returning: verdict) }
            }
        } onCancel: {
            let mine = state { state -> CheckedContinuation<Bool, Never>? in
                guard let index = state.line.firstIndex(where: { $0.id == id }) else { return nil }
                return state.line.remove(at: index).continuation
            }
            mine?.resume(returning: false)
        }
        if !isFree { throw CancellationError() }
    }

    package var waiting: Int { state { $0.line.count } }
    package var arrivals: Int { state { $0.arrivals } }
}

/// Waits until a condition holds that other threads bring about; gives way meanwhile.
package func settle(_ condition: () -> Bool) async {
    while !condition(), !Task.isCancelled { await Task.yield() }
}
