/// What a worker's code runs on: the app's pool, or a thread that somebody lends.
protocol WorkerThread: AnyObject, Sendable {
    /// Resumes the worker, which waits, on the calling thread; returns when it waits again or its slice is over.
    func resumeHere(_ sleeper: Suspension<Bool>)

    /// Since when the worker is on a thread that somebody lends it, by the monotonic clock; nil if it is on the pool's.
    var lentSince: Int64? { get }

    /// The priority of the run.
    var priority: TaskPriority { get }
}
