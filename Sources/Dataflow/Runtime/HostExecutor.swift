/// The executor of a run's workers: always the default pool, whatever the app prefers for its own tasks.
enum HostExecutor {
    /// Runs `body` without the caller's task executor preference.
    ///
    /// With a preference, every hop into an actor is an enqueue on that executor; without one it is free (SE-0417).
    static func leavingPreference(_ body: @Sendable () async -> Void) async {
        // SAFETY: the task is asked inside of the closure, and does not leave it.
        let hasPreference = unsafe withUnsafeCurrentTask { unsafe $0?.unownedTaskExecutor != nil }
        guard hasPreference else { return await body() }
        await withTaskExecutorPreference(globalConcurrentExecutor) { await body() }
    }
}
