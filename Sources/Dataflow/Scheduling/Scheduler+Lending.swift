import Synchronization

extension Scheduler {
    /// Lends the calling thread to the run if none of its workers is awake and its steps have been quick: `body` makes
    /// nodes ready in the name of a worker, which then steps them here, for a slice at most. Otherwise `body` gets no
    /// worker, as on any thread outside.
    ///
    /// To wake a worker in the app's pool costs more than what a quick run does with one element.
    ///
    /// Only for a caller that awaits: it holds no lock that a closure of the run may want. An actor's thread is not lent,
    /// nor one of an executor that a task prefers: others wait for those.
    /// - Parameter actor: the caller's.
    @inline(never)
    func lend(from actor: (any Actor)?, _ body: (WorkerHandle?) -> Void) {
        guard actor == nil, lending.isEarned, conductor == nil, lanes.isEmpty,
            lending.isWorthwhile(now: Monotonic.now()), let sleeper = borrow()
        else { return body(nil) }
        // SAFETY: the worker waits. Who takes it out of `parked` is the only one to touch it, until it is resumed.
        body(sleeper.worker.handle)
        unsafe sleeper.worker.thread!.resumeHere(sleeper.suspension)
    }

    /// One of the workers, if all of them wait, and this thread may take its place.
    private func borrow() -> Sleeper? {
        guard !CurrentWorker.isInLane, !isThreadPromised else { return nil }
        return parking.withLock { parking in
            guard parking.parked.count == startedCount.load(ordering: .relaxed), let last = parking.parked.last,
                let thread = unsafe last.worker.thread, thread.priority <= Task.currentPriority
            else { return nil }
            parking.parked.removeLast()
            parkedCount.subtract(1, ordering: .sequentiallyConsistent)
            return last
        }
    }

    /// Whether this thread belongs to an executor that the calling task prefers.
    private var isThreadPromised: Bool {
        // SAFETY: the task is asked inside of the closure, and does not leave it.
        unsafe withUnsafeCurrentTask { unsafe $0?.unownedTaskExecutor != nil }
    }
}
