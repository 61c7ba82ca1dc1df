import Synchronization

/// The tasks that wait until a run is at rest: no node can move before a timer, a test or the app does something.
///
/// A run at rest that awaits nothing external has stalled; this type is for runs that do await something. It costs one
/// load when nobody asks.
final class RestWatch: Sendable {
    private struct Watcher {
        let id: Int
        let sleeping: @Sendable () -> Int?
        let continuation: Suspension<Bool>
    }

    private struct State {
        var watchers: [Watcher] = []
        var nextID = 0
    }

    private let state = Guarded(State())
    private let watched = Atomic<Bool>(false)

    var isWatched: Bool { watched.load(ordering: .sequentiallyConsistent) }

    /// Waits until the run is at rest or has ended; false if the calling task was cancelled before.
    ///
    /// - Parameter sleeping: how many of the closures that the run awaits sleep until a moment that only the test
    ///   brings about; nil while a closure that was woken has not yet continued.
    func wait(for scheduler: Scheduler, sleeping: @escaping @Sendable () -> Int?) async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        // SAFETY: resumed once: here, or, if it waits, by the thread that takes it out of `watchers` under the lock.
        return await withTaskCancellationHandler {
            await withSuspension { continuation in
                let mustWait = state.withLock { state in
                    if Task.isCancelled { return false }
                    state.watchers.append(Watcher(id: id, sleeping: sleeping, continuation: continuation))
                    watched.store(true, ordering: .sequentiallyConsistent)
                    return true
                }
                guard mustWait else { return continuation.resume(returning: false) }
                look(at: scheduler)
            }
        } onCancel: {
            take { $0.id == id }.first?.continuation.resume(returning: false)
        }
    }

    /// Resumes the waiting tasks, if the run is at rest now.
    func look(at scheduler: Scheduler) {
        guard isWatched else { return }
        // Called outside of the lock: a watcher's closure takes locks of its own.
        let atRest = state.withLock { $0.watchers }.filter { scheduler.isAtRest(sleeping: $0.sleeping) }
        let free = take { watcher in atRest.contains { $0.id == watcher.id } }
        for watcher in free { watcher.continuation.resume(returning: true) }
    }

    /// Resumes the waiting tasks without a look at the workers: a conducted run has none, and its conductor knows.
    func tell() {
        for watcher in take({ _ in true }) { watcher.continuation.resume(returning: true) }
    }

    private func take(_ isMeant: (Watcher) -> Bool) -> [Watcher] {
        state.withLock { state in
            let taken = state.watchers.filter(isMeant)
            state.watchers.removeAll { watcher in taken.contains { $0.id == watcher.id } }
            if state.watchers.isEmpty { watched.store(false, ordering: .sequentiallyConsistent) }
            return taken
        }
    }
}

extension Scheduler {
    /// Whether no worker steps, no cell is ready, and every external wait is for a moment or for the app.
    func isAtRest(sleeping: () -> Int?) -> Bool {
        parking.withLock { parking in
            if parking.isStopped { return true }
            // The order matters. A closure that ends first makes its node ready and only then stops to count. A worker
            // that took the node cannot park, because this thread holds the lock. A closure that goes to sleep was
            // counted before.
            let passively = passiveCount.load(ordering: .sequentiallyConsistent)
            let working = externalCount.load(ordering: .sequentiallyConsistent) - passively
            guard !hasWork, !parking.parked.isEmpty,
                parking.parked.count == startedCount.load(ordering: .sequentiallyConsistent),
                let asleep = sleeping()
            else { return false }
            return working <= asleep
        }
    }
}
