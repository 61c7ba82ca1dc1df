/// Spaces the monitor's looks at all nodes of a run, which take longer the more there are: they may take a fifth of its
/// time. A value.
struct LookSpacing {
    private var next = Int64.min

    /// Whether the next look may begin; times in nanoseconds.
    func isDue(at now: Int64) -> Bool { now >= next }

    mutating func took(from start: Int64, to end: Int64) { next = end + 4 * (end - start) }
}
