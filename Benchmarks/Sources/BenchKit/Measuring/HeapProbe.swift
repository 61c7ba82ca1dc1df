import AllocationCounter

/// Counts what is taken from the heap from the moment it was made, in all threads.
public struct HeapProbe: Sendable {
    private let before: allocation_totals
    private let wasOn: Bool

    /// Starts to count; ``stop()`` must follow.
    public init() {
        wasOn = allocation_counting_set(true)
        before = allocation_totals_now()
    }

    /// Whether this platform can count; if not, all counts are 0.
    public static var isAvailable: Bool { allocation_counting_is_available() }

    /// How many allocations there were.
    public var allocations: Int { Int(allocation_totals_now().allocations - before.allocations) }

    /// How many bytes are held now that were not held before.
    public var liveBytes: Int { Int(allocation_totals_now().live_bytes - before.live_bytes) }

    /// Stops to count, unless somebody else began before.
    public func stop() {
        _ = allocation_counting_set(wasOn)
    }

    /// How many allocations there are during `work`.
    public static func allocations(during work: () async throws -> Void) async throws -> Int {
        let probe = HeapProbe()
        defer { probe.stop() }
        try await work()
        return probe.allocations
    }

    /// Whether each counted allocation prints its stack to stderr.
    public static func trace(_ isOn: Bool) {
        allocation_tracing_set(isOn)
    }
}
