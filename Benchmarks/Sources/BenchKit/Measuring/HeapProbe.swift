public import AllocationCounter

/// Counts what a piece of work takes from the heap, in all threads.
public enum HeapProbe {
    /// Whether this platform can count.
    public static var isAvailable: Bool { allocation_counting_is_available() }

    /// What was counted between two moments.
    public struct Difference: Sendable {
        public let allocations: Int
        /// What is held now that was not held before.
        public let liveBytes: Int
    }

    /// Runs `work` while counting.
    public static func counting(_ work: () async throws -> Void) async throws -> Difference {
        let before = start()
        defer { allocation_counting_set(false) }
        try await work()
        return since(before)
    }

    /// Starts to count; ``stop()`` must follow.
    public static func start() -> allocation_totals {
        allocation_counting_set(true)
        return allocation_totals_now()
    }

    /// What was counted since, while counting goes on.
    public static func since(_ before: allocation_totals) -> Difference {
        let after = allocation_totals_now()
        return Difference(
            allocations: Int(after.allocations - before.allocations),
            liveBytes: Int(after.live_bytes - before.live_bytes)
        )
    }

    public static func stop() {
        allocation_counting_set(false)
    }

    /// Whether each counted allocation prints its stack to stderr.
    public static func trace(_ isOn: Bool) {
        allocation_tracing_set(isOn)
    }
}
